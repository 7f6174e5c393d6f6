/**
 * A class from a platform's download to what the platform takes back, by the commands alone: each student's grade is
 * what it must be, in the gradebook, in the platform's own table, and on the page in the archive of feedback.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { sets } from "../../../grader/src/checks/index.js";
import { main } from "../../../grader/src/cli/main.js";
import type { Run } from "./run.js";

const set = sets.find(({ id }) => id === "01")!;
const solution = readFileSync("solutions/01-context-lengths.ts", "utf8");
const stub = readFileSync("exercises/01-context-lengths.ts", "utf8");
const max = set.exercises.reduce((sum, { points }) => sum + points, 0);

/** In turn: what is handed in, and its raw score; undefined where a person must look. */
const kinds: readonly ((n: number) => {
  file: string;
  text: string | Uint8Array;
  raw: number | undefined;
})[] = [
  (n) => ({ file: "01-context-lengths.ts", text: `${solution}// ${n}`, raw: max }),
  (n) => ({ file: "my work (1).ts", text: `${solution}// ${n}`, raw: max }),
  () => ({ file: "01-context-lengths.ts", text: stub, raw: 0 }),
  (n) => ({ file: "all.zip", text: zipSync({ "x/hw.ts": strToU8(`${solution}// ${n}`) }), raw: max }),
  (n) => ({ file: "notes.ts", text: `export const mine = ${n};`, raw: undefined }),
  (n) => ({ file: "broken.ts", text: `export const x = (${n}`, raw: undefined }),
];
const people = [
  "M\u00fcller, J\u00f6rg",
  "O'Brien, Se\u00e1n",
  "\u674e, \u660e",
  "Smith, Ann",
  "\u00c5ngstr\u00f6m, S\u00f8ren-Ole",
];

interface Person {
  readonly id: string;
  readonly sortable: string;
  readonly name: string;
  readonly group: string;
  readonly late: boolean;
  /** Of the group where it hands in together, of the student elsewhere; undefined: nothing was handed in. */
  readonly work?: { file: string; text: string | Uint8Array; raw: number | undefined };
}

function classOf(count: number): Person[] {
  return Array.from({ length: count }, (_, n): Person => {
    const sortable = people[n % people.length]!;
    const [last, first] = sortable.split(", ");
    // Of every group of two the second hands in nothing alone; every ninth student hands in nothing.
    const [second, absent] = [n % 10 === 7, n % 9 === 8];
    return {
      ...{ id: String(1000 + n), sortable, name: `${first} ${last}`, late: n % 7 === 3 },
      group: n % 10 === 6 || second ? `g${Math.floor(n / 10)}` : "",
      ...(second || absent ? {} : { work: kinds[n % kinds.length]!(n) }),
    };
  });
}

const letters = (name: string) => (name.toLowerCase().match(/[\p{L}\p{N}]/gu) ?? []).join("");

/** As the platform hands it out, and its table to fill in, which is the roster too. */
const platforms = {
  canvas: (class_: readonly Person[]) => ({
    files: class_.flatMap(({ id, sortable, late, work }) =>
      work
        ? [[`${letters(sortable)}${late ? "_LATE" : ""}_${id}_9${id}_${work.file}`, work.text] as const]
        : [],
    ),
    table: [
      ["Student", "ID", "SIS Login ID", "Group", "Hand-in 1 (4711)"],
      ["    Points Possible", "", "", "", String(max)],
      ...class_.map(({ id, sortable, group }) => [sortable, id, `u${id}`, group, ""]),
    ],
    idAt: 1,
    feedback: (id: string) => new RegExp(`_${id}_9${id}_feedback\\.html$`),
  }),
  moodle: (class_: readonly Person[]) => ({
    files: class_.flatMap(({ id, name, work }) =>
      work ? [[`${name}_${id}_assignsubmission_file/${work.file}`, work.text] as const] : [],
    ),
    table: [
      [
        "Identifier",
        "Full name",
        "Email address",
        "Group",
        "Grade",
        "Last modified (grade)",
        "Feedback comments",
      ],
      ...class_.map(({ id, name, group }) => [
        `Participant ${id}`,
        name,
        `u${id}@example.org`,
        group,
        "",
        "-",
        "",
      ]),
    ],
    idAt: 0,
    feedback: (id: string) => new RegExp(`_${id}_assignsubmission_file_/feedback\\.html$`),
  }),
};

/** What a student's final points must be. Canvas says who is late, and not when: one day, by the policy. */
function finalOf(
  { id, group, late, work }: Person,
  class_: readonly Person[],
  platform: string,
): number | undefined {
  const mate = work
    ? undefined
    : class_.find((one) => one.group === group && group !== "" && one.id !== id && one.work);
  const raw = (work ?? mate?.work)?.raw;
  if (raw === undefined) return undefined;
  const penalty = platform === "canvas" && (mate ?? { late }).late ? max / 10 : 0;
  return Math.max(0, Math.round((raw - penalty) * 100) / 100);
}

/** Both platforms, `count` students each; what is wrong goes to the console. */
export async function term({ bundle, folder, level, count }: Omit<Run, "nodes">): Promise<boolean> {
  const class_ = classOf(count);
  let good = true;
  for (const platform of ["canvas", "moodle"] as const) {
    const at = join(folder, `term-${platform}`);
    mkdirSync(at, { recursive: true });
    const { files, table, idAt, feedback } = platforms[platform](class_);
    const path = (name: string) => join(at, name);
    const quoted = (cell: string) => (/[",]/.test(cell) ? `"${cell}"` : cell);
    writeFileSync(
      path("table.csv"),
      `\ufeff${table.map((row) => row.map(quoted).join(",")).join("\r\n")}\r\n`,
    );
    writeFileSync(
      path("download.zip"),
      zipSync(
        Object.fromEntries(
          files.map(([name, text]) => [name, typeof text === "string" ? strToU8(text) : text]),
        ),
      ),
    );
    writeFileSync(
      path("late.yaml"),
      "zone: Europe/Berlin\ndue: 2026-11-30 23:59\npercentPerDay: 10\nlateWithoutTime: 1\n",
    );
    const [download, roster, hw] = [path("download.zip"), path("table.csv"), path("hw01")];
    const codes = [
      await main(["collect", download, "--set", "01", "--roster", roster, "--out", hw], bundle),
      await main(["grade", hw, "--set", "01", "--out", join(hw, "graded"), "--sandbox", level], bundle),
      await main(["gradebook", hw, "--policy", path("late.yaml"), `--${platform}`, roster], bundle),
    ];
    const wrong = wrongIn(join(hw, "gradebook"), platform, class_, idAt, feedback);
    for (const sentence of wrong.slice(0, 5)) console.log(`${platform}: ${sentence}`);
    console.log(
      `${platform}: ${count} students from download to grades, exit codes ${codes.join(", ")}; ${wrong.length} wrong`,
    );
    good &&= wrong.length === 0 && codes.join() === "0,3,3";
  }
  return good;
}

function wrongIn(
  book: string,
  platform: "canvas" | "moodle",
  class_: readonly Person[],
  idAt: number,
  feedback: (id: string) => RegExp,
): string[] {
  const read = (name: string) => parse(readFileSync(join(book, name)), { bom: true }) as string[][];
  const ours = read("gradebook.csv");
  const theirs = read(platform === "canvas" ? "canvas-import.csv" : "moodle-worksheet.csv");
  const pages = Object.entries(unzipSync(readFileSync(join(book, "feedback.zip"))));
  const column = (name: string) => ours[0]!.indexOf(name);
  return class_.flatMap((person) => {
    const final = String(finalOf(person, class_, platform) ?? "");
    const mine = ours.filter((row) => row[0] === person.id);
    const their = theirs.find((row) => row[idAt]!.split(" ").at(-1) === person.id);
    const page = pages.filter(([name]) => feedback(person.id).test(name));
    const points = /class="score"[^>]*><strong[^>]*>([^<]+)</.exec(
      strFromU8(page[0]?.[1] ?? new Uint8Array()),
    )?.[1];
    return [
      ...(mine.length === 1 && mine[0]![column("final")] === final
        ? []
        : [`${person.id}: ${mine.length} rows, ${mine[0]?.[column("final")]} instead of ${final}`]),
      ...(their?.[4] === final ? [] : [`${person.id}: the platform gets ${their?.[4]} instead of ${final}`]),
      ...(page.length === (person.work ? 1 : 0) ? [] : [`${person.id}: ${page.length} pages`]),
      ...(person.work?.raw === undefined || points === String(person.work.raw)
        ? []
        : [`${person.id}: the page says ${points} points instead of ${person.work.raw}`]),
    ];
  });
}
