// @ts-check
/** `npm run fresh -- 07`: a new working copy of a notebook, or of a set of exercises; the old one is set aside. */
import { commandLine } from "./command-line.mjs";
import { Problem } from "./progress.mjs";
import { ROOT } from "./setup.mjs";
import { checkCourseIsYours, freshCopies, workFolder } from "./work.mjs";

const { positionals } = commandLine({
  name: "npm run fresh",
  usage: `npm run fresh -- 07             a new working copy of notebook 07; yours is set aside in work/old
npm run fresh -- exercises/07   the same for a set of exercises: the stubs again`,
  words: true,
});
try {
  if (positionals.length === 0) throw new Problem("Name what to copy anew: 07, or exercises/07.");
  if (workFolder(ROOT).startsWith(ROOT)) checkCourseIsYours(ROOT);
  for (const word of positionals) for (const sentence of freshCopies(ROOT, word)) console.log(sentence);
} catch (error) {
  if (!(error instanceof Problem)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
