/** The service worker of a site: its code, and the list of the files that it keeps. */
import { createHash } from "node:crypto";
import { build } from "esbuild";
import { ROOT } from "../../tools/start/setup.mjs";
import { HASH, type Listed } from "../offline/keep.ts";
import type { Files } from "./pages.ts";

/** Only machines ask for these; and for TypeScript, a megabyte, only who edits a cell. */
const NOT_KEPT = /^(previews\/|sitemap\.xml$|robots\.txt$|assets\/types-)/;

/** Every file that a reader may want, and what is in it. */
export const listed = (files: Files): Listed[] =>
  [...files.keys()]
    .filter((path) => !NOT_KEPT.test(path))
    .sort()
    .map((path) => [path, createHash("sha256").update(files.get(path)!).digest("hex").slice(0, HASH)]);

/** The text of offline.js, which lies at the site's root: a service worker sees no further up than its own folder. */
export async function offlineWorker(files: Files): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: ["web/offline/worker.ts"],
    absWorkingDir: ROOT,
    define: { FILES: JSON.stringify(listed(files)) },
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2022",
    charset: "utf8",
    legalComments: "none",
    write: false,
  });
  return outputFiles[0]!.text;
}
