/** `npm run honest`: reads the command line, builds what it runs, when that is not up to date, and begins. */
import { join } from "node:path";
import { build, isBuilt } from "../../../tools/build/build.mjs";
import { commandLine } from "../../../tools/start/command-line.mjs";
import { ROOT } from "../../../tools/start/setup.mjs";

const { positionals } = commandLine({
  name: "npm run honest",
  usage: `npm run honest             odd but honest submissions in the kernel, the check and every level; ends \`0 of N differ\`
npm run honest -- notebook   those whose names hold the word`,
  words: true,
});

if (!isBuilt(ROOT)) await build(ROOT, join(ROOT, ".cache", "build.log"));
const { compare } = await import("./main.js");
process.exitCode = await compare(positionals);
