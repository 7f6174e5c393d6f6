import { blockHtml, inlineHtml, plainText } from "../ink/markdown.js";
import { Rich } from "../ink/rich.js";

/** One slip, as a callout shows it. */
export interface Erratum {
  /** What many say, in Markdown. It is struck through, or only its ~~marked~~ part when there is one. */
  readonly slip?: string | number;
  /** The same, when a paper says it. */
  readonly paper?: string | number;
  /** The same, when a slide says it. */
  readonly slide?: string | number;
  /** What holds instead, in Markdown. */
  readonly correct: string | number;
  /** Why a reader should care, in Markdown. */
  readonly why: string;
}

/**
 * A common slip, or one of a paper or a slide, with its correction and the reason to care; never a silent fix.
 * Compute `correct` in the same cell, so that the reader sees where it comes from.
 * @throws TypeError when a part is missing
 */
export function callout({ correct, why, ...said }: Erratum): Rich {
  const source = (["paper", "slide"] as const).find((name) => said[name] !== undefined) ?? "slip";
  const parts = { [source]: said[source], correct, why };
  for (const [name, part] of Object.entries(parts))
    if (!(typeof part === "number" || (typeof part === "string" && part.trim() !== "")))
      throw new TypeError(
        `callout: ${name} is ${part === undefined ? "missing" : `“${part}”`}; say it in a few words`,
      );
  const words = String(said[source]);
  const who = heading[source];
  const struck = /~~.+~~/s.test(words) ? words : `~~${words.trim()}~~`;
  const row = (label: string, html: string, colour: string) =>
    `<div style="margin: 4px 0"><strong style="color: ${colour}">${label}</strong> ${html}</div>`;
  const html =
    `<div role="note" style="max-width: 640px; margin: 8px 0; padding: 8px 16px; border-left: 4px solid #D55E00; border-radius: 4px; background: rgba(213, 94, 0, 0.08)">` +
    row(who, inlineHtml(struck), accent) +
    row("Correct", inlineHtml(sentence(correct)), accent) +
    row("Why it matters", unwrapped(blockHtml(why)), accent) +
    "</div>";
  const text = `${who}: ${plainText(words)}\nCorrect: ${plainText(sentence(correct))}\nWhy it matters: ${plainText(why)}`;
  return new Rich(html, text);
}

const heading = { slip: "A common slip", paper: "Paper says", slide: "Slide says" } as const;

/** What comes out of an expression seldom ends with a full stop. */
const sentence = (text: string | number): string =>
  String(text)
    .trim()
    .replace(/([^.!?…])$/u, "$1.");

/** Readable on white and on black: JupyterLab's own warning colour where there is one. */
const accent = "var(--jp-warn-color0, inherit)";

/** A single paragraph goes on behind its label; several stay paragraphs. */
const unwrapped = (html: string) => /^<p>((?:(?!<p>)[\s\S])*)<\/p>$/.exec(html)?.[1] ?? html;
