import { maxContext, scoreMatrixBytes } from "long-attention/attention";
import { type Claim, contextClaims, dateMiddle } from "long-attention/facts";
import { A100_80GB } from "long-attention/gpu";
import { type Scale as Axis, linear, log, powers } from "long-attention/ink/scale.js";
import { clamp, outOfRange, type Props, within } from "../kit/props.js";

/** Every dated claim, oldest first. */
export const claims: readonly Claim[] = [...contextClaims()].sort(
  (a, b) => dateMiddle(a.date) - dateMiddle(b.date) || a.tokens - b.tokens,
);

export type Scale = "log" | "linear";

/** Where the line may stand. */
export const shortest = 256;
export const longest = 10_000_000;

/** What the guess is about: one head's fp16 scores fill this memory. */
export const memoryBytes = A100_80GB.hbmBytes!;
export const fits = maxContext(memoryBytes);

export interface State {
  /** Where the line stands. */
  readonly tokens: number;
  readonly scale: Scale;
  /** The claim whose card is shown. */
  readonly row: number;
  /** Bytes are shown only after a guess. */
  readonly known: boolean;
  readonly guess: number | undefined;
  /** What had to be brought into range. */
  readonly note: string;
}

export const scoreBytes = ({ tokens }: Pick<State, "tokens">): number => scoreMatrixBytes(tokens);

const firstOf = (model: string): number => claims.findIndex((claim) => claim.model === model);

/** The oldest of the claims whose length is the nearest in doublings. */
function nearest(tokens: number): number {
  const far = claims.map((claim) => Math.abs(Math.log2(claim.tokens / tokens)));
  return far.indexOf(Math.min(...far));
}

/** The first state from the caller's props; whatever is out of range is clamped and named. */
export function init(props: Props): State {
  const tokens = clamp(props.tokens, shortest, longest, 131_072);
  const byName = typeof props.model === "string" ? firstOf(props.model) : -1;
  const notes = [
    outOfRange(props, { tokens }),
    "model" in props && byName < 0 ? `model: there is no claim about ${String(props.model)}.` : "",
  ];
  return {
    tokens,
    scale: props.scale === "linear" ? "linear" : "log",
    row: byName >= 0 ? byName : nearest(tokens),
    known: props.known === true,
    guess: undefined,
    note: notes.filter(Boolean).join(" "),
  };
}

/** Where a length stands on the axis, 0 to 1: in doublings, or evenly from zero. */
export const axis = (scale: Scale): Axis =>
  scale === "log" ? log([256, 12_000_000]) : linear([0, 12_000_000]);

/** The length at a place on the axis, brought into range. */
export const tokensAt = (fraction: number, scale: Scale): number =>
  clamp(axis(scale).at(fraction), shortest, longest, shortest);

/** One arrow key: a quarter of a doubling, or a quarter of a million. */
export const stepped = (tokens: number, steps: number, scale: Scale): number =>
  clamp(scale === "log" ? tokens * 2 ** (steps / 4) : tokens + steps * 250_000, shortest, longest, shortest);

/** The lengths with a number on the axis, and those with a line only. */
export const ticks = (
  scale: Scale,
): { readonly named: readonly number[]; readonly lines: readonly number[] } =>
  scale === "log"
    ? {
        named: [1024, 32_768, 1_048_576],
        lines: powers(axis(scale).domain, 2),
      }
    : { named: [2.5e6, 5e6, 7.5e6, 1e7], lines: [0, 2.5e6, 5e6, 7.5e6, 1e7] };

/** A claim chosen: its card, and the line at its length. */
export function choose(row: number): Partial<State> {
  const k = within(row, 0, claims.length - 1);
  return { row: k, tokens: Math.max(shortest, claims[k]!.tokens) };
}

/** How many times too long or too short a guess was. */
export const missed = (guess: number): number => Math.max(guess / fits, fits / guess);
