/** Reads { cells, root, folder } from stdin, runs the cells in plain Node, writes their results to stdout. */
const fs = require("node:fs");
const { createSession } = require("../../kernel/in-process.cjs");

async function main() {
  const { cells, ...places } = JSON.parse(fs.readFileSync(0, "utf8"));
  const session = createSession(places);
  const results = [];
  for (const code of cells) results.push(await session.execute(code));
  session.close();
  process.stdout.write(JSON.stringify(results));
}

main();
