import type { EvaluatedLine } from "./execute.ts";
import { comment, escapeText } from "./prose.ts";

/** A paragraph of a Markdown cell's source: lines between two empty ones, and what they say in the notebook. */
interface Paragraph {
  /** 0-based, in the cell's body. */
  readonly from: number;
  readonly body: readonly string[];
  readonly said: readonly string[];
  readonly expressions: readonly string[];
}

/** A computed paragraph that the edited text does not hold as it was. */
export interface Edited {
  /** 0-based, in the cell's body. */
  readonly line: number;
  readonly expressions: readonly string[];
}

/**
 * The source of an edited Markdown text. A paragraph that stands as it was keeps its source, expressions included;
 * whatever is new is text. Which words of a computed paragraph are the author's and which are values nobody can tell,
 * so the first that was edited is named instead.
 * @param body the cell's lines in the source  @param old what each of them said
 */
export function sourceOf(
  body: readonly string[],
  old: readonly EvaluatedLine[],
  text: readonly string[],
): readonly string[] | Edited {
  const left = new Set(paragraphs(body, old));
  const lines: string[] = [];
  for (let k = 0; k < text.length; ) {
    const starts = k === 0 || isBlank(text[k - 1]);
    const same = starts ? [...left].find(({ said }) => standsAt(text, k, said)) : undefined;
    if (same) left.delete(same);
    lines.push(...(same?.body ?? [comment(escapeText(text[k]!))]));
    k += same?.said.length ?? 1;
  }
  const edited = [...left].find(({ expressions }) => expressions.length > 0);
  return edited ? { line: edited.from, expressions: edited.expressions } : lines;
}

const isBlank = (line: string | undefined) => line === undefined || line.trim() === "";

const standsAt = (text: readonly string[], k: number, said: readonly string[]) =>
  said.every((line, n) => text[k + n] === line) && isBlank(text[k + said.length]);

function paragraphs(body: readonly string[], old: readonly EvaluatedLine[]): Paragraph[] {
  const found: Paragraph[] = [];
  const isEmpty = (line: number) => old[line]!.parts.every((part) => "text" in part && isBlank(part.text));
  for (let from = 0; from < body.length; from++) {
    if (isEmpty(from)) continue;
    let to = from;
    while (to < body.length && !isEmpty(to)) to++;
    const lines = old.slice(from, to);
    found.push({
      from,
      body: body.slice(from, to),
      said: lines.flatMap(({ text }) => text.split("\n")),
      expressions: lines.flatMap(({ parts }) =>
        parts.flatMap((part) => ("expression" in part ? [part.expression] : [])),
      ),
    });
    from = to;
  }
  return found;
}
