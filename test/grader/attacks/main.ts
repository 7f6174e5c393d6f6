/** Hostile submissions against the grader, at every level that works here, and what they achieved. */
import { loadBundle } from "../../../grader/src/sandbox/bundle.js";
import { type LevelName, levelNames, tryLevel } from "../../../grader/src/sandbox/levels/index.js";
import { values } from "./asked.js";
import { type Fight, line } from "./fight.js";
import { attacks as onSets } from "./sets/all.js";
import { type Built, buildGraders } from "./sets/build.js";
import { attackGrader, type Outcome, type Target, type Verdict } from "./sets/run.js";
import { attacks as onTiny } from "./tiny/all.js";
import { fight } from "./tiny/battle.js";
import { naiveLosses } from "./tiny/naive.js";

/** What one grader withstood, or why it could not be attacked. */
interface Battle {
  readonly target: Target;
  readonly layers: readonly string[];
  readonly fights: readonly Fight[];
  readonly why?: string;
}

const chosen = (name: string, family: string) => name.includes(values.only) || family.includes(values.only);
const tiny = onTiny.filter(({ name, family }) => chosen(name, family));
const sets = onSets.filter(({ id, family }) => chosen(id, family));

/** A table is for eyes: printed as it grows, so that one can watch. */
const say = (text: string) => values.json || console.log(text);
const sayEach = (fights: readonly Fight[]) => fights.forEach((one) => void say(line(one)));

function levels(): readonly LevelName[] {
  if (values.level === undefined) return levelNames;
  const level = levelNames.find((name) => name === values.level);
  if (level) return [level];
  console.error(`npm run attacks: --level ${values.level} is none; choose from ${levelNames.join(", ")}.`);
  process.exit(2);
}

const fightOf = ({ attack, achieved, ms }: Verdict): Fight => ({
  ...{ suite: "sets", family: attack.family, name: attack.id, tries: attack.tries },
  won:
    achieved.length === 0 ? undefined : achieved.map(({ what, detail }) => `${what}: ${detail}`).join("; "),
  seconds: ms / 1000,
});

/** Honest submissions to the real sets, graded before and after the attacks. */
const bystanders = ({ honest, why }: Outcome): Fight => {
  // A grader that never started has withstood nothing.
  const wrong = why === undefined ? honest : [`the grader was not attacked: ${why}`];
  return {
    ...{ suite: "sets", family: "all", name: "bystanders", tries: "change an honest submission's result" },
    won: wrong.length === 0 ? undefined : wrong.join("; "),
    seconds: 0,
  };
};

async function onRealSets(target: Target, built: Built): Promise<readonly Fight[]> {
  if (sets.length === 0) return [];
  const outcome = await attackGrader(target, sets, built, (verdict) => void say(line(fightOf(verdict))));
  const all = bystanders(outcome);
  say(line(all));
  return [...outcome.verdicts.map(fightOf), all];
}

async function battleAt(name: LevelName, built: Built): Promise<Battle> {
  say(`\n── ${name} ${"─".repeat(90 - name.length)}`);
  const { level, why } = await tryLevel(name, loadBundle(built.sandbox));
  if (!level) {
    say(`not tested: ${why}`);
    return { target: name, layers: [], fights: [], why };
  }
  const fights = tiny.length === 0 ? [] : await fight(level, tiny);
  level.dispose();
  sayEach(fights);
  return { target: name, layers: level.layers, fights: [...fights, ...(await onRealSets(name, built))] };
}

async function battleNaive(built: Built): Promise<Battle> {
  const losses = new Map((await naiveLosses(tiny)).map(({ name, how }) => [name, how]));
  const fights = tiny.map(({ family, name, tries }): Fight => {
    return { suite: "tiny", family, name, tries, won: losses.get(name), seconds: 0 };
  });
  sayEach(fights);
  return { target: "naive", layers: [], fights: [...fights, ...(await onRealSets("naive", built))] };
}

async function main(): Promise<void> {
  const asked = values.naive ? [] : levels();
  const built = await buildGraders();
  const battles: Battle[] = [];
  try {
    if (values.naive) battles.push(await battleNaive(built));
    else for (const name of asked) battles.push(await battleAt(name, built));
  } finally {
    built.dispose();
  }
  const fights = battles.flatMap((battle) => battle.fights);
  const won = fights.filter((one) => one.won !== undefined);
  const tested = battles.filter(({ why }) => why === undefined);
  if (values.json)
    console.log(JSON.stringify({ battles, succeeded: won.length, of: fights.length }, undefined, 1));
  say("");
  for (const { target, layers, fights } of tested)
    say(
      `${target}: ${fights.length} attacks, the longest ${longest(fights)} s; ${layers.join(", ") || "no walls"}`,
    );
  for (const { target, why } of battles) if (why !== undefined) say(`${target}: not tested, ${why}`);
  say(`${tested.length} of ${battles.length} ${values.naive ? "careless graders" : "levels"} tested`);
  say(`${won.length} of ${fights.length} succeeded`);
  if (!values.naive && (won.length > 0 || fights.length === 0)) process.exitCode = 1;
}

const longest = (fights: readonly Fight[]) => Math.max(0, ...fights.map(({ seconds }) => seconds)).toFixed(1);

await main();
