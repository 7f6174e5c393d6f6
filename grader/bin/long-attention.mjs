#!/usr/bin/env node
// Committed, so that npm can link it before anything is built.
import { existsSync } from "node:fs";

const main = new URL("../dist/cli/main.js", import.meta.url);
if (existsSync(main)) {
  const { main: run } = await import(main.href);
  process.exitCode = await run(process.argv.slice(2));
} else {
  console.error("long-attention is not built yet; run npm run build in the course's folder.");
  process.exitCode = 1;
}
