/**
 * Two users of a real JupyterHub at once, each in a browser of their own: both run notebook 07 and solve another exercise of
 * its set, and each sees their own progress only. The course is root's, and is afterwards as it was.
 */
import { chmodSync, copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { answerOf } from "../../../../grader/src/learner/reference.js";
import { ROOT } from "../../../../tools/start/setup.mjs";
import { chromiumPath, launch } from "../../../browser/support/chromium.js";
import type { Run } from "../run.js";
import { CannotBeHad, must, onPath } from "./commands.js";
import { installCourse, installHub, installProxy } from "./install.js";
import { Learner } from "./learner.js";
import { type Programs, startHub } from "./server.js";
import { asUser, makeUser, makeUserInHomeOf, removeUser, type User } from "./users.js";

const PICTURES = join(ROOT, "reports", "hub");
const NOTEBOOK = "notebooks/07-flash-attention.ipynb";
const EXERCISES = "exercises/07-flash-attention.ipynb";

const SOLUTIONS = join(ROOT, "solutions", "07-flash-attention.ts");

/** Who solves what. */
const CLASS = [
  { name: "long-attention-ann", id: "07.1", solves: "mergeStats" },
  { name: "long-attention-bob", id: "07.2", solves: "blockSizes" },
] as const;
type Part = (typeof CLASS)[number];

/** Whom the hub gives the first one's home, by mistake. */
const GUEST = "long-attention-cy";

/** What is wrong, in sentences. */
type Wrong = string[];

/**
 * @param folder one that is removed afterwards
 * @throws CannotBeHad where this machine cannot have a hub
 */
export async function hub({ folder }: Pick<Run, "folder">): Promise<boolean> {
  checkMachine();
  chmodSync(folder, 0o755); // a temporary folder is its maker's alone
  const course = installCourse(folder);
  console.log(`the course is in ${course}, root's`);
  const programs = { course, bin: installHub(folder, course), proxy: installProxy(folder) };
  const wrong = await classIn(folder, programs);
  for (const sentence of wrong) console.log(sentence);
  console.log(
    `two users at once on JupyterHub: ${wrong.length === 0 ? "both work, each sees their own progress" : `${wrong.length} wrong`}; pictures in reports/hub`,
  );
  return wrong.length === 0;
}

function checkMachine(): void {
  if (process.getuid?.() !== 0)
    throw new CannotBeHad("only root can make users of its own: run it as root, as in a container");
  const missing = ["useradd", "runuser", "setpriv"].find((name) => !onPath(name));
  if (missing) throw new CannotBeHad(`this system has no ${missing}`);
  if (!chromiumPath) throw new CannotBeHad("there is no Chromium");
}

/** The users, the hub and the browser, for as long as it takes. */
export async function classIn(folder: string, programs: Programs): Promise<Wrong> {
  mkdirSync(PICTURES, { recursive: true });
  const names = [...CLASS.map(({ name }) => name), GUEST];
  try {
    const users = CLASS.map(({ name }) => makeUser(name, folder));
    makeUserInHomeOf(users[0]!, GUEST);
    const server = await startHub(folder, programs, names);
    try {
      return await visits(folder, programs, users, server.url);
    } finally {
      await server.stop();
      writeFileSync(join(PICTURES, "hub.log"), server.log());
    }
  } finally {
    for (const name of names.reverse()) removeUser(name);
  }
}

async function visits(folder: string, programs: Programs, users: readonly User[], url: URL): Promise<Wrong> {
  const before = join(folder, "before");
  writeFileSync(before, "");
  copyFileSync(SOLUTIONS, join(folder, "right.ts"));
  const browser = await launch();
  try {
    const parts = CLASS.map(async (part, k) =>
      work(
        part,
        await Learner.logIn(browser, url, part.name, "Long Attention: start here"),
        users[k]!,
        folder,
        programs,
      ),
    );
    const wrong = (await Promise.all(parts)).flat();
    wrong.push(...(await visitOfGuest(browser, url, users[0]!)));
    const touched = must("the course cannot be read", "find", [programs.course, "-newer", before]).trim();
    if (touched) wrong.push(`the course was changed: ${touched.split("\n").slice(0, 5).join(", ")}`);
    return wrong;
  } finally {
    await browser.close();
  }
}

/** Somebody in another's home works in a folder of their own, is told so first, and sees no progress but their own. */
async function visitOfGuest(browser: Browser, url: URL, host: User): Promise<Wrong> {
  const guest = await Learner.logIn(browser, url, GUEST, "This home is not yours alone");
  await guest.page.screenshot({ path: join(PICTURES, `${GUEST}-start.png`) });
  await guest.open(EXERCISES);
  const progress = (await guest.run()).at(-1)!.text;
  const kept = asUser(host, "cat .local/share/long-attention/progress.json && ls long-attention/old");
  return [
    ...(/^Exercise set 07: 0 of \d+ solved/.test(progress) ? [] : [`${GUEST}: progress says ${progress}`]),
    ...(kept.includes(CLASS[0].id) && kept.includes("07-flash-attention.ts")
      ? []
      : [`${host.name}: of their work there is only ${kept}`]),
  ];
}

/** What one of them does, and what must come of it. */
async function work(
  { name, id, solves }: Part,
  learner: Learner,
  user: User,
  folder: string,
  programs: Programs,
): Promise<Wrong> {
  const other = CLASS.find((one) => one.name !== name)!;
  const wrong: Wrong = [];
  const holds = (so: boolean, sentence: string) => so || wrong.push(`${name}: ${sentence}`);
  const picture = (what: string) => learner.page.screenshot({ path: join(PICTURES, `${name}-${what}.png`) });
  await picture("start");

  await learner.open(NOTEBOOK);
  const cells = await learner.run();
  const broken = cells.filter((cell) => cell.broken);
  holds(
    cells.length > 20 && broken.length === 0,
    `notebook 07 breaks: ${broken[0]?.source}\n${broken[0]?.text}`,
  );
  const figure = learner.page.locator("[data-figure='flash-stepper'] .figure").first();
  await figure.scrollIntoViewIfNeeded({ timeout: 60_000 });
  await picture("07");

  await learner.open(EXERCISES);
  const answer = answerOf(readFileSync(SOLUTIONS, "utf8"), solves)!;
  await learner.write(`TODO exercise ${id}`, answer.replace(/^export /gm, ""));
  const exercises = await learner.run();
  const card = exercises.find(({ source }) => source.includes(`check("${id}"`));
  holds(/passed|✔/.test(card?.text ?? ""), `the check of ${id} says ${card?.text}`);
  const progress = exercises.at(-1)!.text;
  holds(/^Exercise set 07: 1 of \d+ solved/.test(progress), `progress says ${progress}`);
  holds(
    progress.includes(`✔ ${id} solved`) && progress.includes(`○ ${other.id} open`),
    `progress says ${progress}`,
  );
  await learner.page.getByText("Exercise set 07:").last().scrollIntoViewIfNeeded();
  await picture("progress");

  const copied = `cp ${programs.course}/solutions/07-flash-attention.ts .`;
  for (const [where, command, says] of [
    [
      "long-attention",
      `cp ${folder}/right.ts exercises/07-flash-attention.ts && npm run check -- ${id}`,
      `✔ ${id}`,
    ],
    ["long-attention", "npm run fresh -- exercises/07", "yours is kept as"],
    ["long-attention", `npm run check -- ${id}`, "still holds its TODO"],
    [programs.course, "npm start", `You may not write in ${programs.course}`],
    [programs.course, "npm run fresh -- 07", `You may not write in ${programs.course}`],
    [programs.course, "touch here", "Permission denied"],
    ["long-attention", copied, "Permission denied"],
    [".", `ls ../${other.name}`, "Permission denied"],
  ] as const) {
    const said = asUser(user, `cd ${where} && ${command}`);
    holds(said.includes(says), `${command} in ${where} says ${said}`);
  }
  const status = await learner.statusAt(`/user/${other.name}/lab`);
  holds(status === 403 || status === 404, `${other.name}'s page answers ${status}`);
  return wrong;
}
