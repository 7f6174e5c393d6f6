/** Pictures for docs/instructors.md, of pages that the commands write for a made-up class. `npx tsx tools/pictures/instructors.ts` */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Page } from "playwright-core";
import { chromiumPath, launch } from "../../test/browser/support/chromium.js";
import { classOf, renamed } from "../../test/similar/a-class.js";

const root = fileURLToPath(new URL("../../", import.meta.url));
const solution = readFileSync(`${root}solutions/01-context-lengths.ts`, "utf8");
const stub = readFileSync(`${root}exercises/01-context-lengths.ts`, "utf8");
const oneHead = solution.replace("return T * T * bytes * heads * layers;", "return T * T * bytes;");
const rounded = solution.replace("Math.floor(Math.sqrt", "Math.round(Math.sqrt");
const late = solution.replace("claim.date > date", "claim.date >= date");
const natural = solution.replaceAll("Math.log2", "Math.log");
/** Who hands in what; nobody is real. */
const students: readonly (readonly [name: string, work: string | undefined])[] = [
  ["Ada Abara", solution],
  ["Bela Szabó", oneHead],
  ["Chidi Okeke", rounded],
  ["Dana Weiss", late],
  ["Emil Sørensen", natural],
  ["Fatima Haddad", `${solution}// mine\n`],
  ["Gao Ming", stub],
  ["Hana Novák", natural],
  ["Ivo Ferri", "export function parseContext(label: string {"],
  ["Jun Sato", oneHead.replace("Math.floor(Math.sqrt", "Math.round(Math.sqrt")],
  ["Kai Lund", undefined],
  ["Lea Roth", `${solution}// of my own\n`],
];

function run(...command: string[]): void {
  const { status, stderr } = spawnSync(process.execPath, command, { cwd: root, encoding: "utf8" });
  if (status !== 0 && status !== 3) throw new Error(`${command.join(" ")} ended with ${status}: ${stderr}`);
}

async function photograph(
  page: Page,
  path: string,
  name: string,
  height: number,
  below?: string,
): Promise<void> {
  await page.setViewportSize({ width: 980, height });
  await page.goto(pathToFileURL(path).href);
  if (below)
    await page
      .locator(below)
      .first()
      .evaluate((element) => element.scrollIntoView());
  const picture = `${root}docs/instructors-${name}.png`;
  await page.screenshot({ path: picture });
  console.log(picture);
}

if (!chromiumPath) throw new Error("instructors: no Chromium found; install one, or name it in CHROMIUM");
const home = mkdtempSync(join(tmpdir(), "long-attention-instructors-"));
const browser = await launch();
try {
  const [download, roster, hw] = [join(home, "download"), join(home, "roster.csv"), join(home, "hw01")];
  writeFileSync(roster, `id,name\n${students.map(([name], k) => `${2001 + k},${name}`).join("\n")}\n`);
  for (const [k, [, work]] of students.entries()) {
    if (work === undefined) continue;
    mkdirSync(join(download, String(2001 + k)), { recursive: true });
    writeFileSync(join(download, String(2001 + k), "01-context-lengths.ts"), work);
  }
  const program = join(root, "grader", "bin", "long-attention.mjs");
  run(program, "collect", download, "--from", "plain", "--set", "01", "--roster", roster, "--out", hw);
  run(program, "grade", hw, "--set", "01", "--out", join(hw, "graded"));
  const alike = join(home, "hw07");
  const works = classOf(students.length).map((text, k) => [students[k]![0], text] as const);
  for (const [name, text] of [...works, ["Max Copley", renamed(works[1]![1])] as const]) {
    mkdirSync(join(alike, name), { recursive: true });
    writeFileSync(join(alike, name, "07-flash-attention.ts"), text);
  }
  const tsx = join(root, "node_modules", "tsx", "dist", "cli.mjs");
  run(tsx, join(root, "tools", "similar", "cli.ts"), "07", alike);
  const page = await browser.newPage();
  const graded = join(hw, "graded", "01");
  await photograph(page, join(graded, "class.html"), "class", 900);
  const theirs = readdirSync(join(graded, "students")).find((name) => name.startsWith("2002"))!;
  await photograph(page, join(graded, "students", theirs), "student", 900);
  await photograph(page, join(alike, "similar", "07.3-1.html"), "similar", 620);
} finally {
  await browser.close();
  rmSync(home, { recursive: true, force: true });
}
