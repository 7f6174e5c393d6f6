/** Reads { cells, cwd } from stdin, runs the cells in plain Node, writes their results to stdout. */
const fs = require("node:fs");
const { createSession } = require("../../kernel/in-process.cjs");

async function main() {
  const { cells, cwd } = JSON.parse(fs.readFileSync(0, "utf8"));
  const session = createSession({ cwd });
  const results = [];
  for (const code of cells) results.push(await session.execute(code));
  session.close();
  process.stdout.write(JSON.stringify(results));
}

main();
