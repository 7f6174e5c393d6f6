import { chart } from "../ink/chart.js";
import { count, fixed } from "../ink/format.js";
import { ink, muted, palette } from "../ink/palette.js";
import type { Picture } from "../ink/picture.js";
import * as Plot from "../ink/plot.js";
import { extent } from "../ink/scale.js";
import { topKCausal } from "../select/top-k-causal.js";
import { dimension } from "../tensor/check.js";
import { plotPanel } from "./panel.js";
import { pictureOf, type Titles } from "./picture-of.js";

/** An indexer's scores of all keys for one query, and how many of them it reads. */
export interface IndexBars {
  readonly scores: ArrayLike<number>;
  readonly k: number;
}

/** Scores as bars over the tokens; exact zeros as rings, and what is read filled. */
export function indexBars({ scores, k }: IndexBars, options: Titles = {}): Picture {
  dimension("indexBars", "the number of scores", scores.length, 2);
  const t = scores.length - 1;
  const chosen = topKCausal(scores, t, k);
  const bars = Array.from(scores, (score, j) => ({ j, score, read: chosen.includes(j) }));
  const zeros = bars.filter(({ score }) => score === 0);
  const { title = "The indexer’s scores" } = options;
  const { subtitle = `Query ${t} reads k = ${k} keys: filled. A ring is a score of exactly 0` } = options;
  const [low, high] = extent([...bars.map(({ score }) => score), 0]);
  const room = (high - low) * 0.14 || 1;
  const fill = ({ read }: { read: boolean }) => (read ? palette.blue : "none");
  const written = bars.filter(({ score }) => score !== 0);
  const panel = plotPanel(
    chart(
      {
        height: 250,
        x: { domain: [-0.6, t + 0.6], ticks: bars.map(({ j }) => j), caption: "key" },
        y: { domain: [low - room, high + room] },
        bare: true,
      },
      [
        Plot.ruleY([0], { stroke: muted }),
        Plot.rect(written, {
          x1: ({ j }) => j - 0.32,
          x2: ({ j }) => j + 0.32,
          y1: () => 0,
          y2: "score",
          fill,
          stroke: palette.blue,
          strokeWidth: 1.5,
        }),
        Plot.dot(zeros, { x: "j", y: () => 0, r: 6, fill, stroke: palette.blue, strokeWidth: 1.75 }),
        numbers(
          written.filter(({ score }) => score > 0),
          -9,
        ),
        numbers(
          written.filter(({ score }) => score < 0),
          10,
        ),
      ],
    ),
  );
  const alt = `${title}. Query ${t}: ${bars.map(({ j, score }) => `key ${j} ${fixed(score, 2)}`).join(", ")}. ${count(zeros.length, "score is", "scores are")} exactly 0; read are ${chosen.join(", ")}.`;
  return pictureOf({ title, subtitle, alt }, [panel]);
}

const numbers = (bars: readonly { readonly j: number; readonly score: number }[], dy: number): Plot.Markish =>
  Plot.text(bars, {
    x: "j",
    y: "score",
    dy,
    text: ({ score }) => fixed(score, 2),
    fill: ink,
    fontSize: 11.5,
  });
