import { bytesBinary } from "../ink/format.js";
import { type Look, look } from "../ink/looks.js";
import { inner, rule } from "../ink/palette.js";
import type { Picture } from "../ink/picture.js";
import { textWidth } from "../ink/wrap.js";
import type { KvSharing } from "../kv/sharing.js";
import { finite } from "../tensor/check.js";
import { pictureOf, type Titles } from "./picture-of.js";
import { at, box, group, stroke, words } from "./svg.js";

/** One model's bar. */
export interface KvTokenRow {
  readonly label: string;
  readonly sharing: KvSharing;
  /** What one more token adds to the cache, in bytes. */
  readonly bytesPerToken: number;
}

const rowHeight = 26;

/** Each way of sharing has a colour, and its name stands in the row. */
const looks: Record<KvSharing, Look> = {
  MHA: look.vermilion,
  GQA: look.blue,
  MQA: look.green,
  MLA: look.pink,
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
    if (!(sharing in looks))
      throw new RangeError(
        `kvTokenBars: sharing of “${label}” is ${sharing}; it must be MHA, GQA, MQA or MLA`,
      );
  }
  const most = Math.max(...rows.map(({ bytesPerToken }) => bytesPerToken));
  const names = Math.max(...rows.map(({ label }) => textWidth(label, 12)));
  const from = names + 54;
  const room = inner - from - 74;
  const marks = rows.map(({ label, sharing, bytesPerToken }, k) => {
    const length = Math.max(1.5, (bytesPerToken / most) * room);
    const { colour, text } = looks[sharing];
    const middle = { central: true } as const;
    return at(
      0,
      k * rowHeight,
      words(names, 13, label, { ...middle, anchor: "end" }),
      words(names + 10, 13, sharing, { ...middle, fill: text, weight: 600 }),
      box(from, 4, length, rowHeight - 8, colour),
      words(from + length + 6, 13, bytesBinary(bytesPerToken), { ...middle, weight: 600 }),
    );
  });
  const height = rows.length * rowHeight;
  const panel = { content: group(stroke(`M${from} 0V${height}`, rule), ...marks), width: inner, height };
  const kinds = [...new Set(rows.map(({ sharing }) => sharing))];
  const legend = kinds.map((kind) => `${kind}: ${says[kind]}`).join("; ");
  const each = rows.map((row) => `${row.label} (${row.sharing}) ${bytesBinary(row.bytesPerToken)}`);
  const alt = `${title}. ${each.join("; ")}.`;
  return pictureOf({ title, subtitle, caption: `${legend}.`, alt }, [panel]);
}

const says: Record<KvSharing, string> = {
  MHA: "every query head has its own keys and values",
  GQA: "a group of heads shares them",
  MQA: "all heads share one",
  MLA: "all share one short vector",
};
