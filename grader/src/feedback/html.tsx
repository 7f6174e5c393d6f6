/** @jsxRuntime automatic @jsxImportSource preact */
/** Feedback as HTML: the one way from a block to a page, in a notebook's cell and in a report. */
import { createContext, type VNode } from "preact";
import { useContext } from "preact/hooks";
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

/** For pages with the style sheet of the reports. */
export const pageLook: Look = {
  of: (names) => ({ class: names }),
  raised: "",
  picture: (svg) => svg,
};

export const LookContext = createContext(pageLook);
const useLook = () => useContext(LookContext);

/** The course's own words: Markdown with TeX. It becomes HTML in one place, which escapes it. */
export function Prose({
  text,
  as: Tag = "span",
  is,
}: {
  text: string;
  as?: "span" | "p" | "div";
  is?: string;
}) {
  const look = useLook();
  const html = { __html: proseHtml(text, look.raised) };
  return <Tag {...(is ? look.of(is) : {})} dangerouslySetInnerHTML={html} />;
}

const Message = ({ text }: { text: string }) => (
  <>{partsOf(text).map(({ text, code }) => (code ? <code>{text}</code> : text))}</>
);

export type Kind = "good" | "part" | "bad" | "none";

const kinds: Readonly<Record<State, Kind>> = {
  passed: "good",
  failed: "bad",
  "not run": "none",
  "not started": "none",
};

/** How something stands: its sign, and a colour that only repeats it. */
export const Badge = ({ kind, sign, words }: { kind: Kind; sign: string; words: string }) => (
  <span {...useLook().of(`badge ${kind}`)}>
    {sign} {words}
  </span>
);

export const StateBadge = ({ state }: { state: State }) => (
  <Badge kind={kinds[state]} sign={signs[state]} words={state} />
);

export const Blocks = ({ blocks }: { blocks: readonly Block[] }) => (
  <>
    {blocks.map((block) => (
      <One block={block} />
    ))}
  </>
);

function One({ block }: { block: Block }): VNode {
  const { of } = useLook();
  switch (block.kind) {
    case "head":
      return (
        <div {...of("head")}>
          <StateBadge state={block.state} /> <strong>{block.title}</strong>
          <div>{block.result}</div>
        </div>
      );
    case "checks":
      return <Checks lines={block.lines} />;
    case "slip":
      return (
        <div role="note" {...of("slip")}>
          <strong>{slipTitle(block.part)}</strong> <Prose text={block.text} />
        </div>
      );
    case "heading":
      return (
        <p {...of("heading")}>
          <strong>
            <Prose text={block.text} />
          </strong>
        </p>
      );
    case "say":
      return <Prose as="p" is="say" text={block.text} />;
    case "message":
      return (
        <p {...of("say")}>
          <Message text={block.text} />
        </p>
      );
    case "quote":
      return (
        <>
          <p {...of("say")}>
            <Message text={block.lead} />
          </p>
          <pre {...of("pre bad-edge")}>{block.text}</pre>
        </>
      );
    case "code":
      return <pre {...of("pre code")}>{block.text}</pre>;
    case "line":
      return (
        <>
          <p {...of("place")}>{block.place}</p>
          {block.source !== undefined && (
            <pre {...of("pre")}>
              {block.line} | {block.source.trim()}
            </pre>
          )}
        </>
      );
    case "values":
      return <Values values={block.values} />;
    case "traffic":
      return (
        <p {...of("say")}>
          {trafficText(block)}
          {block.limit !== undefined && <Bar share={block.peak / block.limit} is="short" />}
        </p>
      );
    case "foot":
      return (
        <div {...of("foot")}>
          {block.lines.map((text) => (
            <Prose as="div" text={text} />
          ))}
        </div>
      );
  }
}

function Checks({ lines }: { lines: readonly CheckLine[] }) {
  const first = lines.find(({ state }) => state === "failed");
  return (
    <ul {...useLook().of("checks")}>
      {lines.map((line) => (
        <Check line={line} open={line === first} />
      ))}
    </ul>
  );
}

function Check({ line: { state, title, hidden, blocks = [] }, open }: { line: CheckLine; open: boolean }) {
  const { of } = useLook();
  const [first, ...rest] = blocks;
  return (
    <li {...of("check")}>
      <StateBadge state={state} />{" "}
      <div {...of("of-check")}>
        <Prose text={title} is={`title ${state}`} />
        {hidden && <span {...of("quiet")}> (hidden)</span>}
        {first && (rest.length === 0 || open) && (
          <div {...of("why")}>
            <Blocks blocks={blocks} />
          </div>
        )}
        {first && rest.length > 0 && !open && (
          <details {...of("why")}>
            <summary>
              <InShort block={first} />
            </summary>
            <Blocks blocks={first.kind === "quote" ? blocks : rest} />
          </details>
        )}
      </div>
    </li>
  );
}

/** In one line; a quotation is cut there, and stands below as a whole. */
function InShort({ block }: { block: Kept }) {
  if (block.kind === "quote") return <code>{block.text.split("\n")[0]!.slice(0, 160)}</code>;
  return "text" in block ? <Message text={block.text} /> : <>Details</>;
}

function Values({ values }: { values: readonly Named[] }) {
  const { of } = useLook();
  const tinted = values.some(
    ({ shown }) =>
      "heat" in shown || ("cells" in shown && shown.cells.flat().some(({ tint }) => tint !== undefined)),
  );
  const notes = values.flatMap(({ note }) => (note === undefined ? [] : [`${note}.`]));
  return (
    <>
      <div {...of("values")}>
        {values.map((value) => (
          <Value value={value} />
        ))}
      </div>
      {(tinted || notes.length > 0) && (
        <p {...of("key-line")}>
          {notes.join(" ")}
          {tinted && (
            <>
              {" "}
              <span {...of("key l5")} /> + too large <span {...of("key s5")} /> − too small
            </>
          )}
        </p>
      )}
    </>
  );
}

function Value({ value: { name, shape, shown } }: { value: Named }): VNode {
  const { of, picture } = useLook();
  const label = [name, shape].filter(Boolean).join(" ");
  if ("text" in shown && !shown.text.includes("\n"))
    return <div {...of("text")}>{label ? `${label} = ${shown.text}` : shown.text}</div>;
  const title = label && <div {...of("name")}>{label}</div>;
  if ("text" in shown)
    return (
      <div {...of("lines")}>
        {title}
        <pre {...of("pre")}>{shown.text}</pre>
      </div>
    );
  if ("heat" in shown)
    return (
      <div>
        {title}
        {picture(<Squares {...shown} />, shown.alt)}
      </div>
    );
  // A table that is wider than a phone can be moved with the keyboard.
  const reach = widthOf(shown) > 260 && {
    role: "group" as const,
    tabIndex: 0,
    "aria-label": label || "values",
  };
  return (
    <div {...of("scroll")} {...(reach || {})}>
      {title}
      <Table grid={shown} label={label} />
    </div>
  );
}

/** Of a table, in px; an estimate is enough, since one that can be reached does no harm. */
function widthOf({ columns = [], rows = [], cells }: Grid): number {
  const lines = [columns, ...cells.map((row) => row.map(({ text }) => text))];
  const widths = lines.map((row) => row.reduce((sum, text) => sum + 8 * text.length + 16, 0));
  return Math.max(...widths) + 8 * Math.max(0, ...rows.map((text) => text.length));
}

function Table({ grid: { columns, rows, cells }, label }: { grid: Grid; label: string }) {
  const { of } = useLook();
  return (
    <table {...of("grid")} aria-label={label || undefined}>
      {columns && (
        <thead>
          <tr {...of("row")}>
            {rows && <td {...of("corner")} />}
            {columns.map((text) => (
              <th scope="col" {...of("column-head")}>
                {text}
              </th>
            ))}
          </tr>
        </thead>
      )}
      <tbody>
        {cells.map((row, i) => (
          <tr {...of("row")}>
            {rows && (
              <th scope="row" {...of("row-head")}>
                {rows[i]}
              </th>
            )}
            {row.map((cell) => (
              <TableCell cell={cell} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function TableCell({ cell: { text, tint = 0, off } }: { cell: Cell }) {
  const level = Math.ceil(5 * Math.min(1, Math.abs(tint)));
  const names = ["cell", level > 0 && `${tint > 0 ? "l" : "s"}${level}`, off && "off"];
  return <td {...useLook().of(names.filter(Boolean).join(" "))}>{text}</td>;
}

/** Okabe and Ito's vermilion for too large, blue for too small; opacity says how much, on light pages and dark ones. */
export const tooLarge = "213, 94, 0";
export const tooSmall = "0, 114, 178";

/**
 * A cell that is too large has a bar up, one that is too small a bar down, so that the sign does not hang on colour
 * alone.
 */
function Squares({ heat, alt }: Heat) {
  const [n, d] = [heat.length, heat[0]?.length ?? 0];
  const side = Math.min(16, Math.floor(320 / Math.max(n, d)));
  const [w, h] = [d * side, n * side];
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      role="img"
      aria-label={alt}
      width={w + 2}
      height={h + 2}
      viewBox={`-1 -1 ${w + 2} ${h + 2}`}
    >
      {heat.flatMap((row, i) =>
        row.map((t, j) => {
          if (t === 0) return null;
          const fill = `rgb(${t > 0 ? tooLarge : tooSmall})`;
          return (
            <>
              <rect
                x={j * side}
                y={i * side}
                width={side}
                height={side}
                fill={fill}
                fill-opacity={Math.abs(t)}
              />
              <rect
                x={j * side + side / 2 - 0.75}
                y={i * side + (t > 0 ? 1 : side / 2)}
                width={1.5}
                height={side / 2 - 1}
                fill={Math.abs(t) > 0.7 ? "#fff" : fill}
              />
            </>
          );
        }),
      )}
      <rect width={w} height={h} fill="none" stroke="#808080" />
    </svg>
  );
}

/** A bar of which a share from 0 to 1 is filled. What it shows is said in words beside it. */
export function Bar({ share, is = "" }: { share: number; is?: "" | "short" }) {
  const width = Math.max(0, Math.min(100, 100 * share));
  return useLook().picture(
    <svg
      xmlns="http://www.w3.org/2000/svg"
      aria-hidden="true"
      class={`bar ${is}`.trim()}
      viewBox="0 0 100 10"
      width={100}
      height={10}
      preserveAspectRatio="none"
    >
      <rect class="track" width={100} height={10} fill="#ccc" />
      <rect class={`fill${share > 1 ? " over" : ""}`} width={width.toFixed(1)} height={10} fill="#009E73" />
    </svg>,
    "",
  );
}
