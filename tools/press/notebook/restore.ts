import type { EvaluatedLine } from "./execute.ts";
import { typedNumbers } from "./lint.ts";
import { joinParts, type Part } from "./prose.ts";

/** A source text for an edited Markdown cell, and what could not be kept as an expression. */
export interface Restored {
  /** Lines as they stand after `// `, expressions included. */
  readonly lines: readonly string[];
  /** Sentences, each with the 0-based line it is about. */
  readonly notes: readonly { readonly line: number; readonly message: string }[];
}

interface Expression {
  readonly expression: string;
  readonly value: string;
}

/**
 * Finds the source of an edited Markdown text. Lines that still say what the old ones said keep their source; in changed
 * lines an expression returns to where its value stands, as long as there is only one way to do so.
 */
export function restore(old: readonly EvaluatedLine[], text: string): Restored {
  const fresh = text.split("\n");
  const lines: string[] = [];
  const notes: { line: number; message: string }[] = [];
  const change = (from: readonly EvaluatedLine[], to: readonly string[]) => {
    // As many lines as before: each is the new version of one. Otherwise the passage is taken as a whole.
    const pairs =
      from.length === to.length
        ? to.map((line, k) => [[from[k]!], line] as const)
        : [[from, to.join("\n")] as const];
    for (const [units, passage] of pairs) {
      const { template, lost } = restorePassage(units, passage);
      const first = lines.length;
      if (to.length > 0) lines.push(...template.split("\n"));
      notes.push(...lost.map(({ line, message }) => ({ line: first + line, message })));
    }
  };
  let [i, j] = [0, 0];
  for (const [unit, at] of commonLines(old, fresh)) {
    if (unit > i || at > j) change(old.slice(i, unit), fresh.slice(j, at));
    lines.push(joinParts(old[unit]!.parts));
    [i, j] = [unit + 1, at + height(old[unit]!)];
  }
  if (i < old.length || j < fresh.length) change(old.slice(i), fresh.slice(j));
  return { lines, notes };
}

const height = (line: EvaluatedLine) => line.text.split("\n").length;

/** Longest common subsequence of source lines (each may have given several lines of text) and lines of the new text. */
function commonLines(old: readonly EvaluatedLine[], fresh: readonly string[]): [number, number][] {
  const best = Array.from({ length: old.length + 1 }, () => new Array<number>(fresh.length + 1).fill(0));
  const matches = (i: number, j: number) =>
    old[i]!.text.split("\n").every((line, k) => fresh[j + k] === line);
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = fresh.length - 1; j >= 0; j--) {
      const take = matches(i, j) ? height(old[i]!) + best[i + 1]![j + height(old[i]!)]! : 0;
      best[i]![j] = Math.max(take, best[i + 1]![j]!, best[i]![j + 1]!);
    }
  }
  const pairs: [number, number][] = [];
  for (let i = 0, j = 0; i < old.length && j < fresh.length; ) {
    const tall = height(old[i]!);
    if (matches(i, j) && best[i]![j] === tall + best[i + 1]![j + tall]!) {
      pairs.push([i++, j]);
      j += tall;
    } else if (best[i]![j] === best[i + 1]![j]) i++;
    else j++;
  }
  return pairs;
}

function restorePassage(old: readonly EvaluatedLine[], text: string) {
  const expressions = old.flatMap((line) => withValues(line));
  const literals = old
    .flatMap(({ parts }) => parts.flatMap((part) => ("text" in part ? [part.text] : [])))
    .join("\n");
  const found = positions(expressions, literals, text);
  const parts: Part[] = [];
  let from = 0;
  expressions.forEach(({ expression, value }, index) => {
    const at = found[index];
    if (at === undefined) return;
    parts.push({ text: text.slice(from, at) }, { expression, column: 0 });
    from = at + value.length;
  });
  parts.push({ text: text.slice(from) });
  const template = joinParts(parts.filter((part) => !("text" in part) || part.text !== ""));

  const gone = expressions.filter((_, index) => found[index] === undefined);
  const typed = newNumbers(literals, parts, gone.length > 0);
  const lost = typed.map(({ number, line }) => {
    const was = gone.length === 1 ? ` (\${${gone[0]!.expression}} was ${gone[0]!.value})` : "";
    return { line, message: `the number ${number} is now typed by hand; write it as an expression${was}` };
  });
  if (typed.length === 0) {
    const message = (one: Expression) =>
      `\${${one.expression}} is no longer there; its value was "${one.value}"`;
    lost.push(...gone.map((one) => ({ line: 0, message: message(one) })));
  }
  return { template, lost };
}

function withValues(line: EvaluatedLine): Expression[] {
  let next = 0;
  return line.parts.flatMap((part) =>
    "expression" in part ? [{ expression: part.expression, value: line.values[next++]! }] : [],
  );
}

/** Where each expression's value stands in the new text; undefined where that is uncertain. */
function positions(
  expressions: readonly Expression[],
  literals: string,
  text: string,
): (number | undefined)[] {
  const found = expressions.map(({ value }, index) => {
    const places = occurrences(text, value);
    const twins = expressions.filter((other) => other.value === value).length;
    const rank = expressions.slice(0, index).filter((other) => other.value === value).length;
    return places.length === twins && occurrences(literals, value).length === 0 ? places[rank] : undefined;
  });
  // Values that changed places are left alone: the sentence may now mean something else.
  const crossed = (a: number) =>
    found.some((at, b) => at !== undefined && b !== a && at < found[a]! !== b < a);
  const ends = (a: number) => found[a]! + expressions[a]!.value.length;
  const overlaps = (a: number) =>
    found.some(
      (at, b) => at !== undefined && b !== a && at < ends(a) && found[a]! < at + expressions[b]!.value.length,
    );
  return found.map((at, a) => (at === undefined || crossed(a) || overlaps(a) ? undefined : at));
}

/** Places where a value stands as a whole word or number, not inside another. */
function occurrences(text: string, value: string): number[] {
  const places: number[] = [];
  if (value === "") return places;
  for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + 1)) {
    const [before, after] = [text.slice(0, at), text.slice(at + value.length)];
    const inWord =
      (/[\p{L}\p{N}_]$/u.test(before) && /^[\p{L}\p{N}_]/u.test(value)) ||
      (/^[\p{L}\p{N}_]/u.test(after) && /[\p{L}\p{N}_]$/u.test(value));
    const inNumber =
      (/\d[.,]$/.test(before) && /^\d/.test(value)) || (/^[.,]\d/.test(after) && /\d$/.test(value));
    if (!inWord && !inNumber) places.push(at);
  }
  return places;
}

const NUMBERS = /(?<![\p{L}\p{N}_.,])\d+(?:[.,]\d+)*/gu;

/** Numbers in the new text that neither the old text nor an expression accounts for. */
function newNumbers(oldText: string, parts: readonly Part[], expressionGone: boolean) {
  const known: string[] = oldText.match(NUMBERS) ?? [];
  const typed: { number: string; line: number }[] = [];
  let line = 0;
  for (const part of parts) {
    if ("expression" in part) continue;
    for (const piece of part.text.split(/(?=\n)/)) {
      if (piece.startsWith("\n")) line++;
      const measured = expressionGone ? piece : typedNumbers(piece).join(" ");
      for (const number of measured.match(NUMBERS) ?? []) {
        const at = known.indexOf(number);
        if (at >= 0) known.splice(at, 1);
        else typed.push({ number, line });
      }
    }
  }
  return typed;
}
