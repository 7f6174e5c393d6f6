import { expect, it } from "vitest";
import { foldAnswers, unfolded } from "../../tools/press/notebook/folds.ts";
import { joined, makeNotebook, type NotebookCell, type Output } from "../../tools/press/notebook/ipynb.ts";

const text = (source: string): NotebookCell => ({ cell_type: "markdown", metadata: {}, source });
const code = (data: Record<string, string>): NotebookCell => ({
  cell_type: "code",
  metadata: {},
  source: "",
  outputs: [{ output_type: "display_data", data, metadata: {} }],
});
const question = code({ "text/html": '<div data-lm-predict="e30="><p>How many?</p></div>' });
const fold = (...cells: NotebookCell[]) => foldAnswers(makeNotebook(cells, { source: "", sourceHash: "" }));
const html = ({ outputs }: NotebookCell) =>
  (outputs as Output[]).map((output) =>
    "data" in output ? joined(output.data["text/html"] as string | undefined) : "printed",
  );
const isFolded = (cell: NotebookCell) => html(cell).join().startsWith("<details data-lm-fold>");

it("foldAnswers folds the outputs below a question, up to the next heading, and no others", () => {
  const map = code({ "text/html": "<b>map</b>", "text/plain": "map" });
  const { cells } = fold(map, question, map, text("So it is."), map, text("## Next"), map, question, map);
  expect(cells.map((cell) => cell.cell_type === "code" && isFolded(cell))).toEqual(
    [0, 0, 1, 0, 1, 0, 0, 0, 1].map(Boolean),
  );
  expect(html(cells[2]!)[0]).toMatch(/<summary>.+<\/summary><b>map<\/b><\/details>$/);
});

it("foldAnswers writes a plain answer as HTML, escaped, and keeps the text for terminals", () => {
  const { cells } = fold(question, code({ "text/plain": "a < b" }));
  expect(html(cells[1]!)[0]).toContain("<pre>a &lt; b</pre>");
  expect((cells[1]!.outputs![0] as { data: object }).data).toHaveProperty("text/plain", "a < b");
});

it("foldAnswers leaves alone what is printed, and pictures that are no HTML", () => {
  const printed: NotebookCell = {
    ...question,
    outputs: [{ output_type: "stream", name: "stdout", text: "42\n" }],
  };
  const png = code({ "image/png": "iVBO", "text/plain": "a picture" });
  const notebook = fold(question, printed, png);
  expect(notebook.cells.slice(1).map((cell) => cell.outputs)).toEqual([printed.outputs, png.outputs]);
});

it("foldAnswers of a folded notebook is the same notebook", () => {
  const once = fold(question, code({ "text/html": "<b>map</b>" }));
  expect(foldAnswers(once)).toEqual(once);
});

it("unfolded gives back what was folded, HTML and text", () => {
  const shown = [code({ "text/html": "<b>map</b>", "text/plain": "map" }), code({ "text/plain": "a < b" })];
  const { cells } = fold(question, ...shown);
  const texts = (outputs: NotebookCell["outputs"]) =>
    outputs!.map(
      (output) => "data" in output && Object.entries(output.data).map(([k, v]) => [k, joined(v as string)]),
    );
  expect(cells.slice(1).map(({ outputs }) => texts(outputs!.map(unfolded)))).toEqual(
    shown.map(({ outputs }) => texts(outputs)),
  );
});
