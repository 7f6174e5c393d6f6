/** What was expected beside what came, and the difference as a small heat map. */

import { significant } from "long-attention/ink/format.js";
import {
  difference,
  digitsToTell,
  exact,
  gridOf,
  type Grid as Numbers,
  show,
  type Tolerance,
} from "../engine/compare.js";
import type { Cell, Named } from "./blocks.js";
import { caps } from "./caps.js";
import { heatOf } from "./heat.js";
import { aligned, clipped, inline, named, number, table } from "./values.js";

/** Nothing when the sentence of the comparison says it all, as for two numbers. */
export function versus(expected: unknown, actual: unknown): readonly Named[] {
  const [want, got] = [gridOf(expected, { nested: true }), gridOf(actual, { nested: true })];
  if (want && got && want.shape.join() === got.shape.join())
    return want.shape.length === 2 ? matrices(want, got) : [lists(want, got)];
  const simple = (x: unknown) => x === null || typeof x !== "object";
  if (simple(expected) && simple(actual)) return [];
  if (isRecord(expected) && isRecord(actual)) return [properties(expected, actual)];
  return [named("expected", expected), named("yours", actual)];
}

const isRecord = (x: unknown): x is Record<string, unknown> =>
  typeof x === "object" && x !== null && !Array.isArray(x) && !gridOf(x);

/**
 * Two objects, property by property. What a check does not look at is left out, unless something is missing:
 * then it may stand there under another name.
 */
function properties(expected: Record<string, unknown>, actual: Record<string, unknown>): Named {
  const wanted = Object.keys(expected);
  const lacking = wanted.some((name) => !Object.hasOwn(actual, name));
  const others = lacking ? Object.keys(actual).filter((name) => !Object.hasOwn(expected, name)) : [];
  const names = [...wanted, ...others].slice(0, caps.entries);
  const differs = (tolerance: Tolerance) => (name: string) =>
    Object.hasOwn(expected, name) && difference(actual[name], expected[name], tolerance) !== undefined;
  // Where everything must be exact, the smallest difference counts.
  const visible = names.filter(differs({ rtol: 1e-7, atol: 0 }));
  const off = new Set(visible.length > 0 ? visible : names.filter(differs(exact)));
  const cells = names.map((name): Cell[] => {
    const [want, got] = pair(expected, actual, name);
    return [{ text: want }, { text: got, off: off.has(name) }];
  });
  const rows = names.map((name) => clipped(name, caps.name));
  return { name: "", shown: { columns: ["expected", "yours"], rows, cells } };
}

/** Both values of a property, numbers with as many digits as it takes to tell them apart. */
function pair(
  expected: Record<string, unknown>,
  actual: Record<string, unknown>,
  name: string,
): [string, string] {
  const [want, got] = [expected[name], actual[name]];
  if (typeof want === "number" && typeof got === "number" && want !== got) {
    const digits = digitsToTell(want, got);
    return [show(want, digits), show(got, digits)];
  }
  const text = (from: Record<string, unknown>) =>
    Object.hasOwn(from, name) ? clipped(inline(from[name], 1), 2 * caps.value) : "–";
  return [text(expected), text(actual)];
}

/** Expected, yours, and the difference, each a table; the difference of large ones is a picture. */
function matrices(want: Numbers, got: Numbers): readonly Named[] {
  const [n, d] = want.shape as [number, number];
  const by = new Differences(want, got);
  const shape = `[${n}, ${d}]`;
  const yours: Cell[][] = table([n, d], (i, j) => number(got.data[i * d + j]!)).cells.map((row, i) =>
    row.map((cell, j) => ({ ...cell, off: cell.text !== "…" && by.off(i * d + j) })),
  );
  const both: Named[] = [
    { name: "expected", shape, shown: table([n, d], (i, j) => number(want.data[i * d + j]!)) },
    { name: "yours", shape, shown: { cells: yours } },
  ];
  if (n * d === 1) return both;
  const name = "yours − expected";
  const note = by.note === undefined ? {} : { note: by.note };
  if (n <= caps.side && d <= caps.side) {
    const indices = Array.from({ length: n }, (_, i) => Array.from({ length: d }, (_, j) => i * d + j));
    return [...both, { name, shown: { cells: by.cells(indices) }, ...note }];
  }
  const heat = heatOf([n, d], (i, j) => by.tint(i * d + j));
  return [...both, { name, shown: { ...heat, alt: `${heat.alt} ${by.note ?? ""}`.trim() }, ...note }];
}

/** Two lists as the rows of one table; of long lists, the part around the first number that is off. */
function lists(want: Numbers, got: Numbers): Named {
  const n = want.data.length;
  const by = new Differences(want, got);
  const start = n <= caps.side ? 0 : Math.max(0, Math.min(by.first - 1, n - caps.side));
  const range = Array.from({ length: Math.min(n, caps.side) }, (_, k) => start + k);
  const [wanted, gotten] = aligned([
    range.map((k) => number(want.data[k]!)),
    range.map((k) => number(got.data[k]!)),
  ]);
  const [before, after] = [start > 0, start + range.length < n];
  const dotted = <T>(row: readonly T[], dots: T): T[] => [
    ...(before ? [dots] : []),
    ...row,
    ...(after ? [dots] : []),
  ];
  const cells: Cell[][] = [
    wanted!.map((text) => ({ text })),
    gotten!.map((text, k) => ({ text, off: by.off(range[k]!) })),
    ...(n === 1 ? [] : by.cells([range])),
  ];
  return {
    name: "",
    shown: {
      columns: dotted(
        range.map((k) => `[${k}]`),
        "…",
      ),
      rows: ["expected", "yours", "yours − expected"].slice(0, cells.length),
      cells: cells.map((row) => dotted(row, { text: "…" })),
    },
    ...(by.note === undefined ? {} : { note: by.note }),
  };
}

/** Which numbers are off, and how far in proportion to the worst. */
class Differences {
  readonly first: number;
  /** Where the largest difference is; absent where there is only one number, or none is finite. */
  readonly note: string | undefined;
  readonly #by: readonly number[];
  readonly #off: readonly boolean[];
  readonly #largest: number;

  constructor(want: Numbers, got: Numbers) {
    const [wanted, gotten] = [Array.from(want.data), Array.from(got.data)];
    this.#by = gotten.map((x, k) => x - wanted[k]!);
    const visible = this.#by.map(
      (x, k) => gotten[k] !== wanted[k] && !(Math.abs(x) <= 1e-9 + 1e-7 * Math.abs(wanted[k]!)),
    );
    // Where everything must be exact, the smallest difference counts.
    this.#off = visible.includes(true) ? visible : gotten.map((x, k) => x !== wanted[k]);
    this.first = this.#off.indexOf(true);
    const sizes = this.#by.map((x, k) => (this.#off[k] && Number.isFinite(x) ? Math.abs(x) : 0));
    this.#largest = sizes.reduce((a, b) => Math.max(a, b), 0);
    const at = sizes.indexOf(this.#largest);
    const cols = want.shape[1];
    const place = cols === undefined ? `[${at}]` : `[${Math.floor(at / cols)}][${at % cols}]`;
    if (this.#largest > 0 && gotten.length > 1)
      this.note = `The largest difference is ${short(this.#largest)}, at ${place}`;
  }

  off(k: number): boolean {
    return this.#off[k] ?? false;
  }

  /** From −1 to 1; 0 where the number is right. Even a small difference is seen. */
  tint(k: number): number {
    if (!this.off(k)) return 0;
    const x = this.#by[k]!;
    if (!Number.isFinite(x)) return x < 0 ? -1 : 1;
    return Math.sign(x) * (0.25 + (0.75 * Math.abs(x)) / this.#largest);
  }

  cells(indices: readonly (readonly number[])[]): Cell[][] {
    return indices.map((row) =>
      row.map((k) => {
        if (!this.off(k)) return { text: "0" };
        const x = this.#by[k]!;
        const text = Number.isNaN(x) ? "NaN" : `${x > 0 ? "+" : ""}${short(x)}`;
        return Number.isNaN(x) ? { text, off: true } : { text, tint: this.tint(k), off: true };
      }),
    );
  }
}

/** Three digits, or a power of ten where even they say nothing. */
const short = (x: number) =>
  x !== 0 && Math.abs(x) < 5e-4 ? x.toExponential(0).replaceAll("-", "−") : significant(x, 3);
