/** Feedback as HTML: the one way from a block to a page, in a notebook's cell and in a report. */

import { partsOf } from "../text/message.js";
import { proseHtml } from "../text/prose.js";
import {
  type Block,
  type Cell,
  type CheckLine,
  type Grid,
  type Heat,
  type Kept,
  type Named,
  type State,
  slipTitle,
} from "./blocks.js";
import { type Content, h, type VNode } from "./element.js";
import { signs, trafficText } from "./text.js";

/** How things look where feedback stands. */
export interface Look {
  /** What an element is, in words, as attributes: classes, or styles where there is no style sheet. */
  readonly of: (names: string) => { readonly class?: string; readonly style?: string };
  /** Attributes of what is raised or lowered in a formula. */
  readonly raised: string;
  /** How a picture is put in. */
  readonly picture: (svg: VNode, alt: string) => VNode;
}

export type Kind = "good" | "part" | "bad" | "none";

const kinds: Readonly<Record<State, Kind>> = {
  passed: "good",
  failed: "bad",
  "not run": "none",
  "not started": "none",
};

/** Okabe and Ito's vermilion for too large, blue for too small; opacity says how much, on light pages and dark ones. */
export const tooLarge = "213, 94, 0";
export const tooSmall = "0, 114, 178";

/** Everything that feedback shows, in one look. */
export class Markup {
  constructor(readonly look: Look) {}

  /** @param names what it is, for its look; "" when it needs none */
  readonly el = (tag: string, names: string, ...content: Content[]): VNode =>
    h(tag, this.look.of(names), ...content);

  /** The course's own words: Markdown with TeX. It becomes HTML in one place, which escapes it. */
  readonly prose = (text: string, tag = "span", names = ""): VNode => {
    const __html = proseHtml(text, this.look.raised);
    return h(tag, { ...this.look.of(names), dangerouslySetInnerHTML: { __html } });
  };

  /** How something stands: its sign, and a colour that only repeats it. */
  readonly badge = (kind: Kind, sign: string, words: string): VNode =>
    this.el("span", `badge ${kind}`, `${sign} ${words}`);

  /** A bar of which a share from 0 to 1 is filled. What it shows is said in words beside it. */
  readonly bar = (share: number, names = "bar"): VNode => {
    const width = Math.max(0, Math.min(100, 100 * share)).toFixed(1);
    const size = { width: 100, height: 10, viewBox: "0 0 100 10", preserveAspectRatio: "none" };
    return this.look.picture(
      h(
        "svg",
        { xmlns, class: names, ...size, "aria-hidden": "true" },
        h("rect", { class: "track", width: 100, height: 10, fill: "#ccc" }),
        h("rect", { class: share > 1 ? "fill over" : "fill", width, height: 10, fill: "#009E73" }),
      ),
      "",
    );
  };

  readonly blocks = (blocks: readonly Block[]): Content[] => blocks.map((block) => this.#block(block));

  #block(block: Block): Content {
    const { el, prose } = this;
    switch (block.kind) {
      case "head":
        return el(
          "div",
          "head",
          this.#state(block.state),
          " ",
          strong(block.title),
          el("div", "", block.result),
        );
      case "checks":
        return this.#checks(block.lines);
      case "slip": {
        // The remedy waits for a click: who finds it alone has learnt more.
        const summary = el("summary", "", strong(slipTitle(block.part)), " What it is, and what helps");
        return el("details", "slip", summary, prose(block.text, "div"));
      }
      case "heading":
        return el("p", "heading", strong(prose(block.text)));
      case "say":
        return prose(block.text, "p", "say");
      case "message":
        return el("p", "say", message(block.text));
      case "quote":
        return [el("p", "say", message(block.lead)), el("pre", "pre bad-edge", block.text)];
      case "code":
        return el("pre", "pre code", block.text);
      case "line": {
        const { place, line, source } = block;
        return [
          el("p", "place", place),
          source !== undefined && el("pre", "pre", `${line} | ${source.trim()}`),
        ];
      }
      case "values":
        return this.#values(block.values);
      case "traffic": {
        const { peak, limit } = block;
        return el(
          "p",
          "say",
          trafficText(block),
          limit !== undefined && [" ", this.bar(peak / limit, "bar short")],
        );
      }
      case "foot":
        return el(
          "div",
          "foot",
          block.lines.map((text) => prose(text, "div")),
        );
    }
  }

  readonly #state = (state: State) => this.badge(kinds[state], signs[state], state);

  #checks(lines: readonly CheckLine[]): VNode {
    const first = lines.find(({ state }) => state === "failed");
    return this.el(
      "ul",
      "checks",
      lines.map((line) => this.#check(line, line === first)),
    );
  }

  /** The first failure is open; of the others, the first words. */
  #check({ state, title, hidden, blocks = [] }: CheckLine, first: boolean): VNode {
    const { el } = this;
    const what = [this.prose(title, "span", `title ${state}`), hidden && el("span", "quiet", " (hidden)")];
    return el("li", "check", this.#state(state), " ", el("div", "of-check", what, this.#why(blocks, first)));
  }

  #why(blocks: readonly Kept[], open: boolean): Content {
    const [first, ...rest] = blocks;
    if (!first) return undefined;
    if (open || rest.length === 0) return this.el("div", "why", this.blocks(blocks));
    // A quotation is cut in the summary, and stands below as a whole.
    const [short, more] =
      first.kind === "quote"
        ? [el("code", first.text.split("\n")[0]!.slice(0, 160)), blocks]
        : ["text" in first ? message(first.text) : "Details", rest];
    return this.el("details", "why", el("summary", short), this.blocks(more));
  }

  #values(values: readonly Named[]): Content {
    const { el } = this;
    const tinted = values.some(
      ({ shown }) =>
        "heat" in shown || ("cells" in shown && shown.cells.flat().some(({ tint }) => tint !== undefined)),
    );
    const notes = values.flatMap(({ note }) => (note === undefined ? [] : [`${note}.`])).join(" ");
    const key = [" ", el("span", "key l5"), " + too large ", el("span", "key s5"), " − too small"];
    const all = values.map((value) => this.#value(value));
    return [el("div", "values", all), (tinted || notes !== "") && el("p", "key-line", notes, tinted && key)];
  }

  #value({ name, shape, shown }: Named): VNode {
    const { el } = this;
    const label = [name, shape].filter(Boolean).join(" ");
    if ("text" in shown && !shown.text.includes("\n"))
      return el("div", "text", label ? `${label} = ${shown.text}` : shown.text);
    const title = label !== "" && el("div", "name", label);
    if ("text" in shown) return el("div", "lines", title, el("pre", "pre", shown.text));
    if ("heat" in shown) return el("div", "", title, this.look.picture(squares(shown), shown.alt));
    // A table that is wider than a phone can be moved with the keyboard.
    const reach = widthOf(shown) > 260 ? { role: "group", tabIndex: 0, "aria-label": label || "values" } : {};
    return h("div", { ...this.look.of("scroll"), ...reach }, title, this.#table(shown, label));
  }

  #table({ columns, rows, cells }: Grid, label: string): VNode {
    const { el, look } = this;
    const head = (text: string | undefined, scope: "col" | "row") =>
      h("th", { scope, ...look.of(`${scope}-head`) }, text);
    const heads = columns?.map((text) => head(text, "col"));
    const lines = cells.map((row, i) =>
      el(
        "tr",
        "row",
        rows && head(rows[i], "row"),
        row.map(({ text, ...cell }) => el("td", namesOf(cell), text)),
      ),
    );
    return h(
      "table",
      { ...look.of("grid"), ...(label ? { "aria-label": label } : {}) },
      heads && el("thead", "", el("tr", "row", rows && el("td", "corner"), heads)),
      el("tbody", "", lines),
    );
  }
}

const xmlns = "http://www.w3.org/2000/svg";
const el = (tag: string, content: Content) => h(tag, {}, content);
const strong = (content: Content) => el("strong", content);
const message = (text: string) => partsOf(text).map(({ text, code }) => (code ? el("code", text) : text));

function namesOf({ tint = 0, off }: Omit<Cell, "text">): string {
  const level = Math.ceil(5 * Math.min(1, Math.abs(tint)));
  return ["cell", level > 0 && `${tint > 0 ? "l" : "s"}${level}`, off && "off"].filter(Boolean).join(" ");
}

/** Of a table, in px; an estimate is enough, since one that can be reached does no harm. */
function widthOf({ columns = [], rows = [], cells }: Grid): number {
  const lines = [columns, ...cells.map((row) => row.map(({ text }) => text))];
  const widths = lines.map((row) => row.reduce((sum, text) => sum + 8 * text.length + 16, 0));
  return Math.max(...widths) + 8 * Math.max(0, ...rows.map((text) => text.length));
}

/** What is too large has a bar up, what is too small a bar down, so that the sign does not hang on colour alone. */
function squares({ heat, alt }: Heat): VNode {
  const [n, d] = [heat.length, heat[0]?.length ?? 0];
  const side = Math.min(16, Math.floor(320 / Math.max(n, d)));
  const square = (t: number, x: number, y: number) => {
    const fill = `rgb(${t > 0 ? tooLarge : tooSmall})`;
    const bar = { x: x + side / 2 - 0.75, y: t > 0 ? y + 1 : y + side / 2, width: 1.5, height: side / 2 - 1 };
    return [
      h("rect", { x, y, width: side, height: side, fill, "fill-opacity": Math.abs(t) }),
      h("rect", { ...bar, fill: Math.abs(t) > 0.7 ? "#fff" : fill }),
    ];
  };
  const size = { width: d * side + 2, height: n * side + 2 };
  return h(
    "svg",
    { xmlns, role: "img", "aria-label": alt, ...size, viewBox: `-1 -1 ${size.width} ${size.height}` },
    heat.flatMap((row, i) => row.map((t, j) => t !== 0 && square(t, j * side, i * side))),
    h("rect", { width: d * side, height: n * side, fill: "none", stroke: "#808080" }),
  );
}
