/** Runs attacks against a grader and judges each by what was observed. */
import { chmodSync, cpSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { basename, join } from "node:path";
import type { LevelName } from "../../../../grader/src/sandbox/levels/index.js";
import type { Built } from "./build.js";
import type { Grader } from "./grader.js";
import { handIn } from "./hand-in.js";
import { type Achievement, judge } from "./judge.js";
import { naiveGrader } from "./naive-grader.js";
import type { Attack } from "./plan.js";
import { realGrader } from "./real-grader.js";
import {
  changes,
  checksTypes,
  makeScene,
  processes,
  type Scene,
  type SetId,
  snapshot,
  takeBack,
} from "./scene.js";

export interface Verdict {
  readonly attack: Attack;
  readonly achieved: readonly Achievement[];
  readonly ms: number;
  /** The grader's own processor time. */
  readonly cpuMs: number;
  /** What the grader said, for whoever looks into it. */
  readonly said: string;
}

export type Target = LevelName | "naive";

/** One grader, run through. */
export interface Outcome {
  readonly target: Target;
  /** Why it could not be attacked. */
  readonly why?: string;
  readonly layers: readonly string[];
  readonly verdicts: readonly Verdict[];
  /** What went wrong with honest submissions after attacks. */
  readonly honest: readonly string[];
}

/** Attacks are dealt out to two scenes, since a laptop has two cores. */
const lanes = 2;

export async function attackGrader(
  target: Target,
  attacks: readonly Attack[],
  built: Built,
  told: (verdict: Verdict) => void = () => undefined,
): Promise<Outcome> {
  const queue = [...attacks];
  const parts = await Promise.all(
    Array.from({ length: Math.min(lanes, attacks.length) }, () => runLane(target, queue, built, told)),
  );
  const order = new Map(attacks.map(({ id }, i) => [id, i]));
  const why = parts.find((part) => part.why !== undefined)?.why;
  return {
    target,
    layers: parts[0]?.layers ?? [],
    ...(why === undefined ? {} : { why }),
    verdicts: parts
      .flatMap(({ verdicts }) => verdicts)
      .sort((a, b) => order.get(a.attack.id)! - order.get(b.attack.id)!),
    honest: parts.flatMap(({ honest }) => honest),
  };
}

async function runLane(
  target: Target,
  queue: Attack[],
  built: Built,
  told: (verdict: Verdict) => void,
): Promise<Omit<Outcome, "target">> {
  let connections = 0;
  const server = createServer((socket) => {
    connections++;
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const scene = makeScene((server.address() as AddressInfo).port);
  // The user without rights of the hardened level must reach what is meant for it.
  for (const folder of [scene.root, join(scene.root, "work")]) chmodSync(folder, 0o755);
  cpSync(join(built.folder, "sandbox"), join(scene.root, "built"), { recursive: true });
  let grader: Grader | undefined;
  try {
    const found =
      target === "naive"
        ? { grader: naiveGrader(built.folder), layers: ["none"] }
        : await realGrader(target, built.folder, scene);
    if ("why" in found) return { why: found.why, layers: [], verdicts: [], honest: [] };
    grader = found.grader;
    const verdicts: Verdict[] = [];
    const honest: string[] = [];
    honest.push(...(await honestStill(grader, scene, "before any attack")));
    for (let attack = queue.shift(); attack; attack = queue.shift()) {
      connections = 0;
      const verdict = await attackOnce(grader, scene, attack, () => connections);
      verdicts.push(verdict);
      told(verdict);
    }
    honest.push(...(await honestStill(grader, scene, "after the attacks")));
    await grader.close();
    if ((await leftOver(scene, [], () => true)).length > 0) honest.push("a process is left at the end");
    return { layers: found.layers, verdicts, honest };
  } finally {
    await grader?.close();
    server.close();
    takeBack(scene.root);
  }
}

/** Honest submissions earn all points, and notebooks among them no flag; what does not is told. */
async function honestStill(grader: Grader, scene: Scene, when: string): Promise<string[]> {
  const told: string[] = [];
  for (const set of ["00", "07"] as const) {
    // A careless grader knows nothing of types.
    const notebooks = grader.name === "naive" ? [] : [scene.notebook(set)];
    for (const path of [scene.neighbour(set), ...notebooks]) {
      const what = `${when}, the honest ${basename(path)}`;
      const graded = await grader.grade(scene, path, set);
      if (graded.state !== "graded") told.push(`${what} is ${graded.state}: ${graded.said}`);
      else if (graded.score !== grader.full[set])
        told.push(`${what} has ${graded.score} of ${grader.full[set]} points: ${graded.said}`);
      else if (graded.flags?.length) told.push(`${what} is flagged: ${graded.flags.join("; ")}`);
    }
  }
  return told;
}

async function attackOnce(
  grader: Grader,
  scene: Scene,
  attack: Attack,
  connections: () => number,
): Promise<Verdict> {
  const others = () => (["00", "07"] as SetId[]).map((set) => grader.recorded(scene, set)).join();
  const path = handIn(scene, attack);
  const [before, recorded, running] = [snapshot(scene), others(), processes(scene)];
  const start = performance.now();
  const graded = await grader.grade(scene, path, attack.set ?? "00");
  const ms = performance.now() - start;
  const left = await leftOver(scene, running);
  const seen = judge({
    attack,
    scene,
    graded,
    changed: changes(before, snapshot(scene)),
    processes: left,
    othersChanged: others() !== recorded,
    connections: connections(),
  });
  // A careless grader promises no states.
  const achieved = grader.name === "naive" ? seen.filter(({ what }) => what !== "state") : seen;
  for (const pid of left) end(pid);
  takeBack(path);
  takeBack(scene.temporary);
  const cpuMs = graded.state === "nothing" ? 0 : graded.cpuMs;
  return { attack, achieved, ms, cpuMs, said: graded.said };
}

/** Ended processes may take a moment to go. */
async function leftOver(
  scene: Scene,
  before: readonly number[],
  counts = (pid: number) => !checksTypes(pid),
): Promise<number[]> {
  for (let tries = 0; ; tries++) {
    const left = processes(scene).filter((pid) => !before.includes(pid) && counts(pid));
    if (left.length === 0 || tries === 10) return left;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Only processes that carry the scene's tag come here: an attack of ours started them. */
function end(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
