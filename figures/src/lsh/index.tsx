import { count, fixed, percent } from "long-attention/ink/format.js";
import { chunkLength } from "long-attention/lsh";
import type { Explorable, Live } from "../kit/explorable.js";
import { Menu, Slider } from "../kit/fields.js";
import { pressed } from "../kit/keys.js";
import { Buckets } from "./buckets.js";
import { Circle } from "./circle.js";
import { Collision } from "./collision.js";
import { Matrices } from "./matrices.js";
import {
  anyRound,
  between,
  bucketChoices,
  chosen,
  chunkChoices,
  type Derived,
  derive,
  init,
  mostRounds,
  near,
  type State,
  T,
  turned,
} from "./state.js";

const css = `
.sector{fill-opacity:.38;stroke:var(--panel);stroke-width:1.5}.bucket{font-weight:700;fill:var(--muted)}.needle{stroke:var(--ink);stroke-width:2;fill:none}.needle.thin{stroke-width:1.25}
.disc{fill:var(--page);stroke:var(--muted);stroke-width:1.25}.disc.x{stroke:var(--hot);stroke-width:3}.disc.y{stroke:var(--hot);stroke-width:2;stroke-dasharray:4 2.5}
.ring{fill:none;stroke:var(--hot);stroke-width:2}.ring.y{stroke-width:1.5;stroke-dasharray:4 2.5}.frame-now{fill:none;stroke:var(--ink);stroke-width:2}
.grab{fill:transparent;cursor:grab;touch-action:none}
.curve{fill:none;stroke:var(--read);stroke-width:2}.curve.many{stroke:var(--hot);stroke-dasharray:7 4}
.dot{fill:var(--read);stroke:var(--panel)}.dot.now{stroke:var(--ink);stroke-width:1.5}.dot.many{fill:var(--hot)}.here{stroke:var(--muted);stroke-dasharray:3 3}
.count{font-size:11.5px;letter-spacing:-.07em;fill:var(--ink)}.edge{fill-opacity:.38}.read{fill-opacity:.7;stroke:none}.unread{stroke-width:1;stroke-dasharray:2 1.5}
.near{fill:none;stroke:var(--write);stroke-width:1.75}.near.lost{stroke-dasharray:2.5 2}.chunk{fill:none;stroke:var(--ink);stroke-width:1.5}.diagonal{stroke:var(--line);stroke-dasharray:2 3}`;

const numbers = (list: readonly number[]) => list.map((n) => [String(n), String(n)] as const);
const upTo = (n: number, from = 0) => Array.from({ length: n }, (_, k) => from + k);

/** LSH attention in the plane: sectors, buckets, collisions, and who reads whom. */
export const explorable: Explorable<State, Derived> = {
  name: "lsh",
  title: "Hashing on the circle",
  css,
  height: 520,
  init,
  derive,
  Left: (scene) => (
    <>
      <Circle {...scene} />
      <Collision {...scene} />
    </>
  ),
  Right: (scene) => (
    <>
      <Buckets {...scene} />
      <Matrices {...scene} />
    </>
  ),
  label: (state, now) => `Buckets and pairs. ${say(state, now)[1]}`,
  say,
  alt,
  Controls,
  tip: () =>
    "Drag a vector round the circle. Keys: ← → turn it, ↑ ↓ choose another. Click a round to draw it.",

  key(event, state) {
    const { x, angles } = state;
    const choose = (by: number) => () => chosen(state, (x + by + T) % T);
    const turn = (by: number) => () => turned(state, angles[x]! + by);
    return pressed<Partial<State>>(event, {
      ArrowUp: choose(1),
      ArrowDown: choose(-1),
      ArrowLeft: turn(-3),
      ArrowRight: turn(3),
    });
  },
};

function Controls({ state, set }: Live<State, Derived>) {
  const { x, y, angles, shown, turns, rounds } = state;
  return (
    <>
      <div class="bar">
        <Slider
          label={`turn vector ${x}`}
          value={angles[x]!}
          min={0}
          max={359}
          text={`${angles[x]}°`}
          onInput={(angle) => set(turned(state, angle))}
        />
        <Slider
          label={`turn R of round ${shown + 1}`}
          value={turns[shown]!}
          min={0}
          max={359}
          text={`${turns[shown]}°`}
          onInput={(turn) => set({ turns: turns.map((old, r) => (r === shown ? turn : old)) })}
        />
      </div>
      <div class="bar">
        <button
          type="button"
          onClick={() => set({ seed: (state.seed % 999) + 1, turns: turns.map(() => 0) })}
        >
          New rotations
        </button>
        <Menu
          label="rounds"
          value={String(rounds)}
          options={numbers(upTo(mostRounds, 1))}
          onChange={(n) => set({ rounds: Number(n), shown: Math.min(shown, Number(n) - 1) })}
        />
        <Menu
          label="show round"
          value={String(shown)}
          options={upTo(rounds).map((round) => [String(round), String(round + 1)] as const)}
          onChange={(n) => set({ shown: Number(n) })}
        />
        <Menu
          label="buckets b"
          value={String(state.b)}
          options={numbers(bucketChoices)}
          onChange={(n) => set({ b: Number(n), m: chunkLength(T, Number(n)) })}
        />
        <Menu
          label="chunk m"
          value={String(state.m)}
          options={numbers(chunkChoices)}
          onChange={(n) => set({ m: Number(n) })}
        />
        <Menu
          label="vector"
          value={String(x)}
          options={numbers(upTo(T))}
          onChange={(n) => set(chosen(state, Number(n)))}
        />
        <Menu
          label="compare with"
          value={String(y)}
          options={numbers(upTo(T).filter((i) => i !== x))}
          onChange={(n) => set({ y: Number(n) })}
        />
      </div>
    </>
  );
}

/** What happens to the chosen two, and what the rounds achieve. */
function say(state: State, now: Derived): string[] {
  const { x, y, rounds, shown } = state;
  const { buckets, targets } = now.now;
  const angle = between(state, x, y);
  const isNear = angle <= near;
  const where = `In round ${shown + 1}, vectors ${x} and ${y} are ${isNear ? "only " : ""}${angle}° apart`;
  const together = buckets[x] === buckets[y];
  const meets = targets[x]!.includes(y);
  const first = together
    ? meets
      ? `${where} and share bucket ${buckets[x]}${isNear ? "" : ", although they are not near"}: ${x} reads ${y}.`
      : `${where} and share bucket ${buckets[x]}, but the chunks are too short: ${x} cannot see ${y}.`
    : isNear
      ? `${where}, but a border runs between them: buckets ${buckets[x]} and ${buckets[y]}.`
      : `${where}, in buckets ${buckets[x]} and ${buckets[y]}: ${x} does not read ${y}.`;
  const [one, all] = [now.nearFound[0]!, now.nearFound.at(-1)!];
  const total = (found: number) => (found === now.nearPairs ? `all ${found}` : String(found));
  const more = rounds === 1 ? "" : `, ${rounds} rounds find ${total(all)}`;
  const reached = `One round finds ${one} of ${now.nearPairs} near keys${more}, reading ${percent(now.read / now.pairs)} of all pairs.`;
  return [first, reached];
}

function alt(state: State, now: Derived): string {
  const { b, rounds, m, x, y } = state;
  return `Twelve vectors on a circle, hashed into ${b} buckets in ${count(rounds, "round")}, sorted and cut into chunks of ${m}. ${say(state, now).join(" ")} At this angle ${x} and ${y} meet with probability ${fixed(now.P, 3)} in one round and ${fixed(anyRound(now.P, rounds), 3)} in all.`;
}
