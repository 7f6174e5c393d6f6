import { resolve } from "node:path";
import { collect } from "../collect/collect.js";
import type { Collected, Student } from "../download/collected.js";
import { type Bundle, loadBundle } from "../sandbox/bundle.js";
import { plain } from "../text/plain.js";
import { othersOf, setOf } from "./set.js";

/** As commander gives them. */
export interface CollectFlags {
  readonly from: string;
  readonly set: string;
  readonly out: string;
  readonly roster?: string;
  readonly json?: boolean;
}

/**
 * @returns the exit code: 0 when all is clear, 3 when somebody has to look at something
 * @throws Problem
 */
export async function collectCommand(
  download: string,
  flags: CollectFlags,
  bundle?: Bundle,
): Promise<number> {
  const set = setOf(flags.set);
  const { released } = bundle ?? loadBundle();
  const { collected, platform, notes } = await collect({
    download: resolve(download),
    from: flags.from,
    ...(flags.roster === undefined ? {} : { roster: resolve(flags.roster) }),
    homework: { set, others: othersOf(set), released },
    out: resolve(flags.out),
  });
  for (const note of notes) process.stderr.write(`${note}\n`);
  process.stdout.write(
    flags.json ? `${JSON.stringify(collected)}\n` : `${inWords(collected, platform, flags)}\n`,
  );
  return collected.problems.length > 0 ? 3 : 0;
}

function inWords(collected: Collected, platform: string, { out, set, roster }: CollectFlags): string {
  const { students, problems, leftAside } = collected;
  const handedIn = students.filter(({ attempts }) => attempts.length > 0);
  const shared = students.filter(({ sharedWith }) => sharedWith);
  const missing = students.filter(({ attempts, sharedWith }) => attempts.length === 0 && !sharedWith);
  const late = handedIn.filter(({ attempts }) => attempts.some((one) => one.late)).length;
  const told = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : ["", title, ...lines.map((line) => `  ${plain(line, 200)}`)];
  return [
    `From ${platform}: ${handedIn.length} of ${students.length} students handed in${late > 0 ? `, ${late} of them late as the platform says` : ""}.`,
    ...told("Who, and which files:", handedIn.map(line)),
    ...told(
      "With others of their group:",
      shared.map(({ id, name, sharedWith }) => `${id}  ${name}: ${sharedWith!.join(", ")}`),
    ),
    ...told(
      "Handed in nothing:",
      missing.map(({ id, name }) => `${id}  ${name}`),
    ),
    ...told("Left aside, for nobody handed it in:", leftAside),
    ...told(
      "A person has to look at:",
      problems.map(({ entry, words }) => `${entry}: ${words}`),
    ),
    "",
    ...(roster === undefined ? ["Without --roster nobody is known to be missing."] : []),
    `Nothing is graded yet. Next: long-attention grade ${out} --set ${set} --out ${out}/graded`,
  ].join("\n");
}

function line({ id, name, attempts }: Student): string {
  const last = attempts.at(-1)!;
  const files = last.files.slice(0, 3).map(({ path }) => path);
  const more = last.files.length > 3 ? ` and ${last.files.length - 3} more` : "";
  return [
    `${id}  ${name}: ${files.join(", ")}${more}`,
    attempts.length > 1 ? `attempt ${last.n}` : "",
    last.submittedAt ?? "",
    last.late ? "late" : "",
  ]
    .filter((part) => part !== "")
    .join(" · ");
}
