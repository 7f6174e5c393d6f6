import { bytesBinary } from "../ink/format.js";
import { inner, palette, rule, textColour } from "../ink/palette.js";
import type { Picture } from "../ink/picture.js";
import { textWidth } from "../ink/wrap.js";
import type { KvSharing } from "../kv/sharing.js";
import { finite } from "../tensor/check.js";
import { pictureOf, type Titles } from "./picture-of.js";
import { svg } from "./svg.js";

/** One model's bar. */
export interface KvTokenRow {
  readonly label: string;
  readonly sharing: KvSharing;
  /** What one more token adds to the cache, in bytes. */
  readonly bytesPerToken: number;
}

const rowHeight = 26;

/** Each way of sharing has a colour, and its name stands in the row. */
const look: Record<KvSharing, { readonly fill: string; readonly text: string }> = {
  MHA: { fill: palette.vermilion, text: textColour.warn },
  GQA: { fill: palette.blue, text: textColour.Q },
  MQA: { fill: palette.green, text: textColour.V },
  MLA: { fill: palette.pink, text: textColour.O },
};

/** What one token costs in the cache of each model, as bars, in the caller's order. */
export function kvTokenBars(rows: readonly KvTokenRow[], options: Titles = {}): Picture {
  const {
    title = "What one token adds to the cache",
    subtitle = "Keys and values of all layers, in 16-bit numbers, before any window",
  } = options;
  if (rows.length === 0)
    throw new RangeError(
      "kvTokenBars: there are no rows; give at least one { label, sharing, bytesPerToken }",
    );
  for (const { label, sharing, bytesPerToken } of rows) {
    finite("kvTokenBars", `bytesPerToken of “${label}”`, bytesPerToken);
    if (!(sharing in look))
      throw new RangeError(
        `kvTokenBars: sharing of “${label}” is ${sharing}; it must be MHA, GQA, MQA or MLA`,
      );
  }
  const most = Math.max(...rows.map(({ bytesPerToken }) => bytesPerToken));
  const names = Math.max(...rows.map(({ label }) => textWidth(label, 12)));
  const from = names + 54;
  const room = inner - from - 74;
  const marks = rows.flatMap(({ label, sharing, bytesPerToken }, k) => {
    const y = k * rowHeight;
    const length = Math.max(1.5, (bytesPerToken / most) * room);
    const { fill, text } = look[sharing];
    const size = { "font-size": 12, "dominant-baseline": "central" };
    return [
      svg("text", { ...size, x: names, y: y + 13, "text-anchor": "end" }, label),
      svg("text", { ...size, x: names + 10, y: y + 13, fill: text, "font-weight": 600 }, sharing),
      svg("rect", { x: from, y: y + 4, width: length, height: rowHeight - 8, fill }),
      svg(
        "text",
        { ...size, x: from + length + 6, y: y + 13, "font-weight": 600 },
        bytesBinary(bytesPerToken),
      ),
    ];
  });
  const height = rows.length * rowHeight;
  const axis = svg("line", { x1: from, x2: from, y1: 0, y2: height, stroke: rule });
  const panel = { content: svg("g", {}, axis, ...marks), width: inner, height };
  const kinds = [...new Set(rows.map(({ sharing }) => sharing))];
  const legend = kinds.map((kind) => `${kind}: ${words[kind]}`).join("; ");
  const each = rows.map((row) => `${row.label} (${row.sharing}) ${bytesBinary(row.bytesPerToken)}`);
  const alt = `${title}. ${each.join("; ")}.`;
  return pictureOf({ title, subtitle, caption: `${legend}.`, alt }, [panel]);
}

const words: Record<KvSharing, string> = {
  MHA: "every query head has its own keys and values",
  GQA: "a group of heads shares them",
  MQA: "all heads share one",
  MLA: "all share one short vector",
};
