import * as Plot from "@observablehq/plot";
import { waves } from "../gpu/waves.js";
import { count, int, percent } from "../ink/format.js";
import { faint, inner, muted, palette, textColour } from "../ink/palette.js";
import type { Picture } from "../ink/picture.js";
import { dimension } from "../tensor/check.js";
import { figure, plotPanel, type Titles } from "./svg.js";

/** A GPU, and how many blocks to give it. */
export interface UtilisationCurve {
  readonly sms: number;
  /** Blocks that fit one SM. Default 1. */
  readonly perSm?: number;
  /** The curve goes from one block to this many. */
  readonly most: number;
  /** Numbers of blocks to mark with their share. */
  readonly mark?: readonly number[];
}

/** Which share of a GPU's places is busy, against the number of thread blocks: a saw whose teeth get finer. */
export function utilisationCurve(
  { sms, perSm = 1, most, mark = [] }: UtilisationCurve,
  options: Titles = {},
): Picture {
  dimension("utilisationCurve", "most", most, 2);
  for (const blocks of mark) {
    dimension("utilisationCurve", "each mark", blocks);
    if (blocks > most)
      throw new RangeError(`utilisationCurve: a mark at ${blocks} lies beyond most = ${most}`);
  }
  const { title = "One block more can cost a whole wave" } = options;
  const {
    subtitle = `Busy share of ${count(sms, "SM")} with ${count(perSm, "block")} each, against the number of blocks`,
  } = options;
  const points = Array.from({ length: most }, (_, k) => ({ blocks: k + 1, ...waves(k + 1, sms, perSm) }));
  const marks = mark.map((blocks) => points[blocks - 1]!);
  const wave = sms * perSm;
  const panel = plotPanel({
    width: inner,
    height: 280,
    marginLeft: 48,
    marginRight: 20,
    marginTop: 22,
    marginBottom: 46,
    x: { domain: [0, most], axis: null },
    y: { domain: [0, 1], axis: null },
    marks: [
      Plot.ruleY([0, 0.25, 0.5, 0.75, 1], { stroke: faint }),
      Plot.text([0, 0.25, 0.5, 0.75, 1], {
        y: (v: number) => v,
        frameAnchor: "left",
        dx: -8,
        textAnchor: "end",
        fill: muted,
        text: (v: number) => percent(v),
      }),
      Plot.frame({ anchor: "bottom", stroke: muted }),
      ...Array.from({ length: Math.ceil(most / wave) }, (_, w) =>
        Plot.line(
          points.filter((point) => point.waves === w + 1),
          { x: "blocks", y: "util", stroke: palette.blue, strokeWidth: 2 },
        ),
      ),
      Plot.ruleX(
        Array.from({ length: Math.floor((most - 1) / wave) }, (_, w) => points[(w + 1) * wave]!),
        { x: (p) => p.blocks - 0.5, y1: "util", y2: 1, stroke: palette.blue, strokeDasharray: "2 3" },
      ),
      Plot.text(
        Array.from({ length: Math.floor(most / wave) }, (_, w) => (w + 1) * wave),
        { x: (v: number) => v, frameAnchor: "bottom", dy: 15, fill: muted, text: int },
      ),
      Plot.text(["thread blocks; a wave ends at each number"], {
        frameAnchor: "bottom",
        dy: 36,
        text: String,
        fill: muted,
      }),
      Plot.dot(marks, { x: "blocks", y: "util", r: 5, fill: palette.vermilion, stroke: "white" }),
      ...marks.map((mark) =>
        Plot.text([mark], {
          x: "blocks",
          y: "util",
          dx: mark.blocks > 0.85 * most ? -9 : 9,
          dy: mark.util > 0.95 ? -12 : 13,
          textAnchor: mark.blocks > 0.85 * most ? "end" : "start",
          fill: textColour.warn,
          stroke: "white",
          strokeWidth: 4,
          fontWeight: 600,
          text: ({ blocks, util }) => `${int(blocks)}: ${percent(util, 1)}`,
        }),
      ),
    ] as Plot.Markish[],
  });
  const each = marks.map(
    (p) => `${count(p.blocks, "block")}: ${count(p.waves, "wave")}, ${percent(p.util, 1)} busy`,
  );
  const alt = `${title}. ${int(sms)} SMs with ${count(perSm, "block")} each, 1 to ${int(most)} blocks; the share falls after every ${int(wave)} blocks. ${each.join("; ")}.`;
  return figure({ title, subtitle, alt }, [panel]);
}
