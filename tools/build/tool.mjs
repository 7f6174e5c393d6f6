// @ts-check
/** `npm run docs`, `coverage` and `spelling`: other people's programs, as this project calls them. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { commandLine } from "../start/command-line.mjs";
import { ROOT } from "../start/setup.mjs";

/** @type {Record<string, { program: string, args: string[], usage: string, words: boolean }>} */
const TOOLS = {
  docs: {
    program: "typedoc/bin/typedoc",
    args: [],
    usage: "npm run docs   the library's reference, in docs/api; an export without a sentence fails",
    words: false,
  },
  coverage: {
    program: "vitest/vitest.mjs",
    args: ["run", "test/lib", "--coverage"],
    usage: "npm run coverage   how many of the library's lines its tests reach; below 98 % fails",
    words: false,
  },
  spelling: {
    program: "cspell/bin.mjs",
    args: ["--no-progress"],
    usage: `npm run spelling                 look for misspelt words in all prose and comments
npm run spelling -- README.md    in these files only; words of the course go to tools/spelling.txt`,
    words: true,
  },
};

const [name = ""] = process.argv.splice(2, 1);
const { program, args, usage, words } = TOOLS[name] ?? {};
if (!program) throw new Error(`tool.mjs knows ${Object.keys(TOOLS).join(", ")}, and not "${name}"`);
const { positionals } = commandLine({ name: `npm run ${name}`, usage: usage ?? "", words: words ?? false });
const command = [join(ROOT, "node_modules", program), ...(args ?? []), ...positionals];
process.exitCode = spawnSync(process.execPath, command, { cwd: ROOT, stdio: "inherit" }).status ?? 1;
