import { sawTeeth, waves } from "../gpu/waves.js";
import { chart } from "../ink/chart.js";
import { count, int, percent } from "../ink/format.js";
import { look } from "../ink/looks.js";
import { palette, paper } from "../ink/palette.js";
import type { Picture } from "../ink/picture.js";
import * as Plot from "../ink/plot.js";
import { steps } from "../ink/scale.js";
import { dimension } from "../tensor/check.js";
import { bold, label, line } from "./marks.js";
import { plotPanel } from "./panel.js";
import { pictureOf, type Titles } from "./picture-of.js";

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
  const {
    title = "One block more can cost a whole wave",
    subtitle = `Busy share of ${count(sms, "SM")} with ${count(perSm, "block")} each, against the number of blocks`,
  } = options;
  const teeth = sawTeeth(most, sms, perSm);
  const marks = mark.map((blocks) => ({ blocks, ...waves(blocks, sms, perSm) }));
  const wave = sms * perSm;
  const panel = plotPanel(
    chart(
      {
        height: 280,
        top: 22,
        x: {
          domain: [0, most],
          ticks: steps([wave, most], wave),
          written: int,
          caption: "thread blocks; a wave ends at each number",
        },
        y: { domain: [0, 1], ticks: steps([0, 1], 0.25), written: (v) => percent(v) },
      },
      [
        ...teeth.flatMap(({ first, last, low, high }) =>
          line(
            [
              { blocks: first, util: low },
              { blocks: last, util: high },
            ],
            { x: "blocks", y: "util" },
            look.blue,
          ),
        ),
        Plot.ruleX(teeth.slice(1), {
          x: ({ first }) => first - 0.5,
          y1: "low",
          y2: 1,
          stroke: palette.blue,
          strokeDasharray: "2 3",
        }),
        Plot.dot(marks, { x: "blocks", y: "util", r: 5, fill: palette.vermilion, stroke: paper }),
        ...marks.map(({ blocks, util }) => {
          const late = blocks > 0.85 * most;
          const side = `${util > 0.95 ? "upper" : "lower"} ${late ? "left" : "right"}` as const;
          return label(
            { x: blocks, y: util },
            `${int(blocks)}: ${percent(util, 1)}`,
            side,
            bold(look.vermilion),
          );
        }),
      ],
    ),
  );
  const each = marks.map(
    (p) => `${count(p.blocks, "block")}: ${count(p.waves, "wave")}, ${percent(p.util, 1)} busy`,
  );
  const alt = `${title}. ${int(sms)} SMs with ${count(perSm, "block")} each, 1 to ${int(most)} blocks; the share falls after every ${int(wave)} blocks. ${each.join("; ")}.`;
  return pictureOf({ title, subtitle, alt }, [panel]);
}
