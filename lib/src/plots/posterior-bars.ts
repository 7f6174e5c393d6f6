import { fixed } from "../ink/format.js";
import { ink, inner, muted, palette, rule } from "../ink/palette.js";
import type { Picture } from "../ink/picture.js";
import { ragMarginal } from "../memory-systems/rag.js";
import type { Panel } from "./panel.js";
import { pictureOf, type Titles } from "./picture-of.js";
import { svg } from "./svg.js";

/** What each document says of every token, and how much each document counts. */
export interface PosteriorBars {
  /** p(z | x) for each document; sums to 1. */
  readonly pz: readonly number[];
  /** [documents][tokens], p(y_t | x, z, …). */
  readonly py: readonly (readonly number[])[];
  /** A name for each document. Default: z₁, z₂, … */
  readonly documents?: readonly string[];
}

const fills = [palette.blue, palette.orange, palette.green, palette.pink, palette.sky] as const;
const left = 152;
const right = 88;
const room = inner - left - right;

/**
 * Two ways to sum the document out of an answer, as bars of one scale: RAG-Sequence adds up one product for
 * each document, RAG-Token multiplies one sum for each token.
 */
export function posteriorBars({ pz, py, documents }: PosteriorBars, options: Titles = {}): Picture {
  const sequence = ragMarginal(pz, py, "sequence"); // also checks the shapes
  const token = ragMarginal(pz, py, "token");
  if (pz.length > fills.length)
    throw new RangeError(`posteriorBars: ${pz.length} documents; at most ${fills.length} can be told apart`);
  const names = documents ?? pz.map((_, z) => `z${"₁₂₃₄₅"[z]}`);
  if (names.length !== pz.length)
    throw new RangeError(
      `posteriorBars: ${names.length} names for ${pz.length} documents; give one for each`,
    );
  const {
    title = "Two ways to sum over documents",
    subtitle = "Each bar is as long as a probability; its pieces are the documents' shares",
  } = options;
  const whole = py.map((p) => p.reduce((a, b) => a * b, 1));
  const tokens = py[0]!.map((_, t) => pz.map((p, z) => p * py[z]![t]!));
  const panels: Panel[] = [
    heading("Retrieval says how likely each document is"),
    bar("p(z)", pz, names),
    heading("RAG-Sequence: one document explains all; multiply within it, then add"),
    ...whole.map((p, z) => bar(`${names[z]}: the answer`, placed([p], z, pz.length))),
    bar(
      "weighted by p(z)",
      pz.map((p, z) => p * whole[z]!),
      undefined,
      true,
    ),
    heading("RAG-Token: each token chooses anew; add for each token, then multiply"),
    ...tokens.map((parts, t) => bar(`token ${t + 1}`, parts, names)),
    bar("the product", [token], undefined, true, ink),
  ];
  const alt = `${title}. p(z) is ${pz.map((p, z) => `${fixed(p, 3)} for ${names[z]}`).join(", ")}. RAG-Sequence gives ${fixed(sequence, 4)}, RAG-Token ${fixed(token, 4)}.`;
  return pictureOf({ title, subtitle, alt }, panels);
}

/** A value in the colour of document z: nothing for the documents before it. */
const placed = (values: readonly number[], z: number, documents: number): number[] =>
  Array.from({ length: documents }, (_, k) => (k === z ? values[0]! : 0));

function heading(text: string): Panel {
  const content = svg("text", { x: 0, y: 22, "font-size": 13, "font-weight": 600 }, text);
  return { content, width: inner, height: 30 };
}

function bar(
  label: string,
  parts: readonly number[],
  names?: readonly string[],
  strong = false,
  fill?: string,
): Panel {
  const text = { "font-size": 12, "dominant-baseline": "central" };
  const sum = parts.reduce((a, b) => a + b, 0);
  let at = 0;
  const pieces = parts.map((part, z) => {
    const x = left + at * room;
    at += part;
    const wide = part * room;
    const name = names?.[z];
    const colour = fill ?? fills[z]!;
    const piece = svg("rect", { x, y: 3, width: wide, height: 20, fill: colour, stroke: "#fff" });
    if (!name || wide < 12 * name.length) return piece;
    const dark = colour === palette.blue || colour === palette.green;
    const inside = { ...text, x: x + wide / 2, y: 13, "text-anchor": "middle", fill: dark ? "#fff" : ink };
    return svg("g", {}, piece, svg("text", { ...inside, "font-weight": 600 }, name));
  });
  const content = svg(
    "g",
    {},
    svg(
      "text",
      {
        ...text,
        x: left - 10,
        y: 13,
        "text-anchor": "end",
        fill: strong ? ink : muted,
        "font-weight": strong ? 600 : 400,
      },
      label,
    ),
    svg("line", { x1: left, x2: left, y1: 0, y2: 26, stroke: rule }),
    ...pieces,
    svg(
      "text",
      { ...text, x: left + at * room + 7, y: 13, "font-weight": strong ? 700 : 400 },
      fixed(sum, strong ? 4 : 3),
    ),
  );
  return { content, width: inner, height: 27 };
}
