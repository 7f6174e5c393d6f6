/** Bundles the graders under attack from their sources, so that what is attacked is what is in the tree. */
import { copyFileSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { buildSandbox, librarySources } from "../../../../tools/build/grader.js";
import { repository } from "./scene.js";

export interface Built {
  readonly folder: string;
  /** The sandbox alone, as loadBundle reads it. */
  readonly sandbox: string;
  dispose(): void;
}

export async function buildGraders(): Promise<Built> {
  // A package as it is installed: what lies two folders deep asks the package.json above it for the version.
  const root = mkdtempSync(join(tmpdir(), "long-attention-built-"));
  const folder = join(root, "dist", "attacked");
  copyFileSync(join(repository, "grader", "package.json"), join(root, "package.json"));
  const here = join(repository, "test", "grader", "attacks", "sets");
  symlinkSync(join(repository, "node_modules"), join(root, "node_modules"), "junction");
  await Promise.all([
    buildSandbox(join(folder, "sandbox")),
    build({
      entryPoints: {
        lane: join(here, "lane.ts"),
        "naive/grade": join(here, "naive", "grade.ts"),
        "naive/run": join(here, "naive", "run.ts"),
      },
      outdir: folder,
      outExtension: { ".js": ".mjs" },
      bundle: true,
      platform: "node",
      format: "esm",
      target: "node20",
      packages: "external",
      plugins: [librarySources],
      logLevel: "error",
    }),
  ]);
  const sandbox = join(folder, "sandbox");
  return { folder, sandbox, dispose: () => rmSync(root, { recursive: true, force: true }) };
}
