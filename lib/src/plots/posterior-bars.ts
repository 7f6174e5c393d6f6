import { fixed } from "../ink/format.js";
import { ink, inner, muted, onHue, palette, paper, rule } from "../ink/palette.js";
import type { Picture } from "../ink/picture.js";
import { ragMarginal } from "../memory-systems/rag.js";
import type { Panel } from "./panel.js";
import { pictureOf, type Titles } from "./picture-of.js";
import { box, group, heading, stroke, words } from "./svg.js";

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
  const panels = [
    named("Retrieval says how likely each document is"),
    bar("p(z)", pz, { names }),
    named("RAG-Sequence: one document explains all; multiply within it, then add"),
    ...whole.map((p, z) => bar(`${names[z]}: the answer`, placed(p, z, pz.length))),
    bar(
      "weighted by p(z)",
      pz.map((p, z) => p * whole[z]!),
      { strong: true },
    ),
    named("RAG-Token: each token chooses anew; add for each token, then multiply"),
    ...tokens.map((parts, t) => bar(`token ${t + 1}`, parts, { names })),
    bar("the product", [token], { strong: true, fill: ink }),
  ];
  const alt = `${title}. p(z) is ${pz.map((p, z) => `${fixed(p, 3)} for ${names[z]}`).join(", ")}. RAG-Sequence gives ${fixed(sequence, 4)}, RAG-Token ${fixed(token, 4)}.`;
  return pictureOf({ title, subtitle, alt }, panels);
}

/** A value in the colour of document z: nothing for the documents before it. */
const placed = (value: number, z: number, documents: number): number[] =>
  Array.from({ length: documents }, (_, k) => (k === z ? value : 0));

const named = (text: string): Panel => ({ content: heading(0, 22, text), width: inner, height: 30 });

interface BarLook {
  /** Written into the pieces that have room. */
  readonly names?: readonly string[];
  /** A result, rather than a step towards it. */
  readonly strong?: boolean;
  /** Default: each piece in its document's colour. */
  readonly fill?: string;
}

function bar(label: string, parts: readonly number[], { names, strong = false, fill }: BarLook = {}): Panel {
  const sum = parts.reduce((a, b) => a + b, 0);
  const middle = { central: true } as const;
  let at = left;
  const pieces = parts.map((part, z) => {
    const [x, wide, name] = [at, part * room, names?.[z]];
    at += wide;
    const colour = fill ?? fills[z]!;
    const piece = box(x, 3, wide, 20, colour, { stroke: paper });
    if (!name || wide < 12 * name.length) return piece;
    const dark = colour === palette.blue || colour === palette.green;
    const inside = {
      ...middle,
      anchor: "middle",
      weight: 600,
      fill: dark ? onHue.deep : onHue.bright,
    } as const;
    return group(piece, words(x + wide / 2, 13, name, inside));
  });
  const [fillOfLabel, weight] = strong ? [ink, 600] : [muted, 400];
  const content = group(
    words(left - 10, 13, label, { ...middle, anchor: "end", fill: fillOfLabel, weight }),
    stroke(`M${left} 0V26`, rule),
    ...pieces,
    words(at + 7, 13, fixed(sum, strong ? 4 : 3), { ...middle, weight: strong ? 700 : 400 }),
  );
  return { content, width: inner, height: 27 };
}
