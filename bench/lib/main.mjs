// @ts-check
/** `npm run bench:lib`: builds the library, and measures how its times grow. */
import { join } from "node:path";
import { build } from "../../tools/build/build.mjs";
import { commandLine } from "../../tools/start/command-line.mjs";
import { ROOT } from "../../tools/start/setup.mjs";

commandLine({
  name: "npm run bench:lib",
  usage: "npm run bench:lib   build the library, and measure how its times grow with the length",
});
await build(ROOT, join(ROOT, ".cache", "build.log"));
await import("./growth.ts");
