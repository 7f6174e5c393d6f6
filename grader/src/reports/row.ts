/** What reports say of one submission. */
import type { Row } from "../batch/row.js";
import type { Result } from "../result/index.js";

/** Where a student's page is, from the gradebook. */
export const pageOf = ({ slug, result }: Row): string => (result ? `students/${slug}.html` : "");

/** Why there is no score, or what to look at although there is one. */
export const notesOf = (result: Result | undefined): string =>
  result?.reason ?? result?.flags.map(({ words }) => words).join("; ") ?? "";

/** Reasons and flags in two words. */
export const inShort: Readonly<
  Record<NonNullable<Result["code"]> | Result["flags"][number]["code"], string>
> = {
  "several-candidates": "several files",
  "other-set": "another set",
  "no-functions": "other functions",
  empty: "nothing there",
  "does-not-compile": "does not compile",
  "too-large": "too large",
  unreadable: "cannot be read",
  "nothing-started": "not started",
  "imports-refused": "refused import",
  "cell-not-run": "cell not run",
  "cell-does-not-type-check": "cell with a type error",
  "types-not-checked": "types not checked",
  "identical-to": "same as another",
  "stopped-by-clock": "stopped by clock",
};
