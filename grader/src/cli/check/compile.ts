/** A learner's TypeScript file as a module that Node runs, with the way back to its lines. */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { type BuildFailure, build } from "esbuild";
import { root } from "../../learner/root.js";

/** Where the compiled module is, or one sentence about what does not compile. */
export type Compiled = { readonly module: string } | { readonly problem: string };

/** Compiled files lie where the project's packages are found. */
const cache = join(root, ".cache", "check", String(process.pid));

/** @param file exercises/NN-name.ts; files beside it that it imports come along */
export async function compile(file: string): Promise<Compiled> {
  const module = join(cache, `${basename(file, ".ts")}.mjs`);
  try {
    const { outputFiles } = await build({
      entryPoints: [file],
      outfile: module,
      bundle: true,
      packages: "external",
      format: "esm",
      platform: "node",
      target: "node20",
      sourcemap: "inline",
      sourcesContent: false,
      tsconfigRaw: "{}",
      logLevel: "silent",
      write: false,
    });
    mkdirSync(dirname(module), { recursive: true });
    writeFileSync(module, outputFiles[0]!.contents);
    return { module };
  } catch (error) {
    return { problem: sentence(file, error as BuildFailure) };
  }
}

function sentence(file: string, { errors }: BuildFailure): string {
  const [first] = errors ?? [];
  if (!first) return `${shown(file)} could not be compiled`;
  const { location, text } = first;
  if (!location) return `${shown(file)}: ${text}`;
  return `${shown(resolve(location.file))}, line ${location.line}: ${text}\n\n  ${location.line} | ${location.lineText.trim()}`;
}

/** A path as the reader would type it. */
export const shown = (file: string): string => {
  const path = relative(root, file);
  return path.startsWith("..") ? file : path.replaceAll("\\", "/");
};

/** Deletes what this process compiled. */
export const cleanUp = (): void => rmSync(cache, { recursive: true, force: true });
