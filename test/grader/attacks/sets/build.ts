/** Bundles the graders under attack from their sources, so that what is attacked is what is in the tree. */
import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
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
  const folder = mkdtempSync(join(tmpdir(), "long-attention-built-"));
  const here = join(repository, "test", "grader", "attacks", "sets");
  symlinkSync(join(repository, "node_modules"), join(folder, "node_modules"), "junction");
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
  return { folder, sandbox, dispose: () => rmSync(folder, { recursive: true, force: true }) };
}
