/** `npm run exercises`: writes what is generated from the solutions, or says what is not in step with them. */
import { commandLine } from "../../start/command-line.mjs";
import { shown, writeAtomically } from "../notebook/files.ts";

const { values } = commandLine({
  name: "npm run exercises",
  usage: `npm run exercises              write exercises/NN-name.ts, exercises/NN-name.ipynb and what hint() says
npm run exercises -- --check   only say which of them are not in step with solutions/NN-name.ts`,
  options: { check: { type: "boolean" } },
});

const { stale } = await import("./editions.ts");
const files = stale();
if (values.check) {
  for (const { path } of files)
    console.error(`${shown(path)} is not in step with its solutions file; run npm run exercises`);
  process.exitCode = files.length > 0 ? 1 : 0;
} else {
  for (const { path, text } of files) {
    writeAtomically(path, text);
    console.log(`wrote ${shown(path)}`);
  }
  if (files.length === 0) console.log("all exercises are in step with their solutions");
}
