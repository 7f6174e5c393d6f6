// Stands in for npm: `npm ci` makes a node_modules with stand-ins for the tools. FAKE_NPM: hangs, breaks.
import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { hang, note } from "./note.mjs";

const args = process.argv.slice(2);
note("npm", args);
if (args[0] === "ci") {
  rmSync("node_modules", { recursive: true, force: true });
  mkdirSync("node_modules");
  if (process.env.FAKE_NPM === "hangs") await hang();
  if (process.env.FAKE_NPM === "breaks") {
    console.error("npm error code EUSAGE\nnpm error the lock file does not fit");
    process.exit(1);
  }
  for (const tool of [
    "typescript/bin/tsc",
    "@biomejs/biome/bin/biome",
    "vitest/vitest.mjs",
    "tsx/dist/cli.mjs",
    "cspell/bin.mjs",
    "typedoc/bin/typedoc",
  ]) {
    const file = join("node_modules", tool);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `import(${JSON.stringify(new URL("tool.mjs", import.meta.url).href)})`);
  }
  cpSync("package-lock.json", join("node_modules", ".package-lock.json")); // npm's last act
}
