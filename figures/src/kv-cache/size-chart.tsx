import { type Labelled, labelBox, linePath, placeLabels, type Spot } from "long-attention/ink";
import { bytes, int } from "long-attention/ink/format.js";
import { log, powers, type Range, samples, steps } from "long-attention/ink/scale.js";
import { XAxis, YAxis } from "../kit/axes.js";
import type { Scene } from "../kit/explorable.js";
import { Panel } from "../kit/marks.js";
import { Drag } from "../kit/pointer.js";
import { within } from "../kit/props.js";
import { type Derived, limits, type State, tokensAt } from "./state.js";

const box = { left: 62, right: 444, top: 42, bottom: 266 } as const;
const [T0, T1] = limits.tokens;
const range = [2 ** 24, 2 ** 43] as const;
const X = log(limits.tokens, [box.left, box.right]);
const Y = log(range, [box.bottom, box.top]);
/** Of the words in the chart on a narrow page, in px, and the room that they have. */
export const size = 15;
const room = { ...box, top: box.top - 2 };
const inside = (size: number) => size >= range[0] && size <= range[1];

/** The part of a curve that lies in the frame, as places. */
const places = (at: (T: number) => number, [from, to]: Range = limits.tokens) =>
  samples(X, 289) // 24 a doubling
    .filter((T) => T >= from && T <= to)
    .map((T) => ({ T, size: at(Math.round(T)) }))
    .filter(({ size }) => inside(size))
    .map(({ T, size }) => ({ x: X(T), y: Y(size) }));

const path = (at: (T: number) => number, range?: Range) =>
  linePath(places(at, range).map(({ x, y }) => [x, y]));

/** Places along a line across, every few px: what words must not cover. */
const across = (y: number) => steps([box.left, box.right], 6).map((x) => ({ x, y }));

interface Said extends Labelled {
  readonly class: string;
}

/**
 * The words in the chart, the important ones first, each where it covers no line, no curve and no other word, at the first
 * of its places that has room; what fits nowhere is left to the sentences.
 */
export function labels({ tokens }: State, now: Derived): (Said & Spot)[] {
  const { gpu, weights, cache, longest, maxTokens } = now;
  const every = now.atMha(T0) > 1.01 * now.at(T0) ? places(now.atMha) : [];
  const says = (text: string, look: string, ...places: { x: number; y: number }[]) =>
    places.map((place): Said => ({ ...place, text, class: `${look} halo` }));
  const ends = (y: number) => [box.left - 4, box.right + 4].map((x) => ({ x, y }));
  const wanted = [
    says(bytes(cache, 3), "bold", { x: X(tokens), y: Y(within(cache, ...range)) }),
    says(`${gpu.name}: ${bytes(gpu.bytes)}`, "small bold alarm", ...ends(Y(gpu.bytes))),
    ...(weights === undefined
      ? []
      : [says(`weights: ${bytes(weights)}`, "small", ...ends(Y(weights)).reverse())]),
    ...(longest < T1
      ? [
          says(
            longest < T0 ? "too much at any length" : `too much from ${int(longest + 1)} tokens on`,
            "small alarm",
            ...[box.bottom - 10, box.top + 10].flatMap((y) => ends(y).reverse()),
          ),
        ]
      : []),
    ...(maxTokens < T1
      ? [
          says(
            `reads ${int(maxTokens)} at most`,
            "small",
            ...[box.bottom - 26, box.top + 10].map((y) => ({ x: X(maxTokens), y })),
          ),
        ]
      : []),
    says(
      "every head cached",
      "small",
      ...[1, 0.75, 0.5].flatMap((part) => every.at(part * every.length - 1) ?? []),
    ),
  ];
  const points = [
    ...[gpu.bytes, ...(weights === undefined ? [] : [weights])].flatMap((size) => across(Y(size))),
    ...places(now.at),
    ...every,
    ...(maxTokens < T1 ? steps([box.top, box.bottom], 6).map((y) => ({ x: X(maxTokens), y })) : []),
  ];
  const placed: (Said & Spot)[] = [];
  for (const [k, choices] of wanted.entries()) {
    const boxes = placed.map((one) => labelBox(one, size));
    const free = (choice: Said) =>
      placeLabels([choice], room, { points, boxes, reach: k === 0 ? 52 : 24, all: k === 0 }, size);
    placed.push(...choices.flatMap(free).slice(0, 1));
  }
  return placed;
}

/** The cache against the length of the sequences, under the memory of the GPU. */
export function SizeChart({ state, now, set }: Scene<State, Derived>) {
  const { gpu, weights, cache, longest, maxTokens } = now;
  const [x, y] = [X(state.tokens), Y(within(cache, ...range))];
  return (
    <Panel height={316} title="How large it grows" subtitle={`${state.model}, ${state.sharing}`}>
      {longest < T1 && (
        <rect
          x={X(Math.max(T0, longest))}
          y={box.top}
          width={box.right - X(Math.max(T0, longest))}
          height={box.bottom - box.top}
          class="too-much"
        />
      )}
      <YAxis scale={Y} ticks={powers(range)} written={(size) => bytes(size)} {...box} />
      <XAxis
        scale={X}
        ticks={powers(limits.tokens, 16)}
        written={int}
        bottom={box.bottom}
        caption="tokens in each sequence (both axes logarithmic)"
      />
      <path d={`M${box.left} ${box.bottom}H${box.right}`} class="axis" />
      <path d={path(now.atMha)} class="mha-line" />
      <path d={`M${box.left} ${Y(gpu.bytes)}H${box.right}`} class="ceiling" />
      {weights !== undefined && <path d={`M${box.left} ${Y(weights)}H${box.right}`} class="weights" />}
      {maxTokens < T1 && <path d={`M${X(maxTokens)} ${box.top}V${box.bottom}`} class="reads-to" />}
      <path d={path(now.at, [T0, maxTokens])} class="cache-line" />
      <path d={path(now.at, [maxTokens, T1])} class="cache-line beyond" />
      <path d={`M${x} ${box.bottom}V${y}`} class="drop" />
      <circle cx={x} cy={y} r={6} class="here" />
      {labels(state, now).map((one) => (
        <text
          key={one.text}
          x={one.x + one.dx}
          y={one.y + one.dy + 4}
          class={one.class}
          text-anchor={one.anchor}
        >
          {one.text}
        </text>
      ))}
      <Drag
        x={box.left}
        y={box.top}
        width={box.right - box.left}
        height={box.bottom - box.top}
        along="x"
        to={set && ((fraction) => set({ tokens: tokensAt(Math.log2(X.at(fraction))) }))}
      />
    </Panel>
  );
}
