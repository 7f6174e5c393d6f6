/** Sends every attack through the grader, between honest submissions, and looks for what they did. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runBatch } from "../../../../grader/src/batch/run.js";
import { writeReports } from "../../../../grader/src/reports/index.js";
import type { Result } from "../../../../grader/src/result/index.js";
import type { Level } from "../../../../grader/src/sandbox/levels/index.js";
import { Types } from "../../../../grader/src/types/types.js";
import { honest, tinySet } from "../../support/tiny-set.js";
import type { Fight } from "../fight.js";
import { attacks } from "./all.js";
import { type Attack, canary, hiddenNumber } from "./attack.js";

export const entryOf = (attack: Attack): string => `${attack.name}.ts`;

export async function fight(level: Level, chosen = attacks, workers = 2): Promise<readonly Fight[]> {
  const root = mkdtempSync(join(tmpdir(), "long-attention-attacks-"));
  const [submissions, out, marker] = [join(root, "in"), join(root, "out"), join(root, "marker")];
  mkdirSync(submissions);
  writeFileSync(join(root, "secret"), canary);
  Object.assign(process.env, { CANARY: canary, CANARY_FILE: join(root, "secret"), MARKER_FILE: marker });
  try {
    const entries = new Map<string, string>();
    for (const attack of chosen) entries.set(attack.name, await place(attack, submissions));
    for (const name of ["000-honest.ts", "zzz-honest.ts"]) writeFileSync(join(submissions, name), honest);
    const before = new Set(processes());
    const types = Types.here(level.bundle.types);
    const { rows } = await runBatch({ submissions, out, set: tinySet, level, types, seed: 1, workers });
    await types?.close();
    writeReports(out, rows, tinySet);
    // Whoever is late has this long.
    await new Promise((resolve) => setTimeout(resolve, 1200));
    const results = new Map(rows.map(({ id, result }) => [id, result]));
    const left = processes().filter((id) => !before.has(id));
    const pages = textsIn(out);
    const fights = chosen.map((attack): Fight => {
      const result = results.get(entries.get(attack.name)!);
      return {
        ...{ suite: "tiny", family: attack.family, name: attack.name, tries: attack.tries },
        won: victory(attack, result),
        became: result ? `${result.status}${result.status === "graded" ? ` ${result.score}` : ""}` : "no row",
        seconds: (result?.durationMs ?? 0) / 1000,
      };
    });
    const all = (name: string, tries: string, won: string | undefined): Fight => ({
      ...{ suite: "tiny", family: "all", name, tries, won, seconds: 0 },
    });
    const bystanders = ["000-honest.ts", "zzz-honest.ts"].map((id) => results.get(id)?.score);
    return [
      ...fights,
      all(
        "bystanders",
        "change an honest submission's result",
        bystanders.every((score) => score === 8) ? undefined : `honest submissions have ${bystanders}`,
      ),
      all(
        "pages",
        "take another's page or result",
        ["students", "results"].every((folder) => readdirSync(join(out, folder)).length === rows.length)
          ? undefined
          : "there are fewer pages than submissions",
      ),
      all("processes", "leave a process", left.length === 0 ? undefined : `processes ${left} are left`),
      all(
        "files",
        "write a file",
        existsSync(marker) || existsSync("/tmp/slip.ts") ? "a file was written" : undefined,
      ),
      all(
        "rows",
        "vanish from the gradebook",
        rows.length === chosen.length + 2 && rows.every(({ result }) => result)
          ? undefined
          : "rows are missing",
      ),
      all("canary", "read a canary", pages.includes(canary) ? "the canary is in a report" : undefined),
      all(
        "hidden",
        "learn a hidden input",
        hiddenNumber.test(pages) ? `a hidden input is in a report: ${hiddenNumber.exec(pages)}` : undefined,
      ),
      all(
        "markup",
        "put markup or escape codes into a report",
        /<script>alert|<img src=x|[^\P{Cc}\t\r\n]|\u202e/u.test(pages) ? "markup is in a report" : undefined,
      ),
    ];
  } finally {
    for (const name of ["CANARY", "CANARY_FILE", "MARKER_FILE"]) delete process.env[name];
    rmSync(root, { recursive: true, force: true });
  }
}

async function place(attack: Attack, folder: string): Promise<string> {
  if (attack.make) return attack.make(folder);
  writeFileSync(join(folder, entryOf(attack)), attack.code ?? "");
  return entryOf(attack);
}

function victory({ honest = 0, state = "graded" }: Attack, result: Result | undefined): string | undefined {
  if (!result) return "it has no result";
  if (result.score > honest) return `${result.score} points, where its honest part earns ${honest}`;
  if (result.status === "infrastructure") return `it broke the grader: ${result.reason}`;
  if (state !== "any" && result.status !== state) return `it is ${result.status} (${result.reason ?? ""})`;
  if ((result.durationMs ?? 0) > 60_000) return "it took more than a minute";
  return undefined;
}

/** Every page and table that somebody would open. Messages in JSON are escaped already, so markup is looked for in pages. */
function textsIn(out: string): string {
  const texts = ["grades.csv", "class.html"].map((name) => readFileSync(join(out, name), "utf8"));
  for (const name of readdirSync(join(out, "students")))
    texts.push(readFileSync(join(out, "students", name), "utf8"));
  return texts.join("\n");
}

/** Children of this process, with theirs. */
function processes(): string[] {
  if (process.platform !== "linux") return [];
  const found: string[] = [];
  const open = [String(process.pid)];
  for (let pid = open.pop(); pid !== undefined; pid = open.pop()) {
    const path = `/proc/${pid}/task/${pid}/children`;
    if (!existsSync(path)) continue;
    const children = readFileSync(path, "utf8").trim().split(" ").filter(Boolean);
    found.push(...children);
    open.push(...children);
  }
  return found;
}
