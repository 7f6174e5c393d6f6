/** What a cell imports from "tslab" in a notebook: its ways to show something. */

/** Sends an output of one type below the cell that runs. */
function raw(type: string, content: string): void {
  const send = (globalThis as Record<symbol, unknown>)[Symbol.for("long-attention.output")] as (content: {
    data: Readonly<Record<string, string>>;
  }) => void;
  send({ data: { [type]: content } });
}

const as = (type: string) => (content: string) => raw(type, content);

export const display = {
  raw,
  html: as("text/html"),
  svg: as("image/svg+xml"),
  text: as("text/plain"),
};
