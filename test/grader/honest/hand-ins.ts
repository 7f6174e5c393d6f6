/** What is handed in around the code: names, layouts, archives, and what other editors write into a notebook. */
import { zip } from "../attacks/sets/archives.js";
import { carrier, type Entry, solved } from "./entry.js";

const flops = carrier("00.5");
const band = carrier("04.2");
const label = carrier("01.1");
const cell = (at = flops, options: Parameters<typeof solved>[1] = {}) =>
  solved(at, { keyword: "", ...options });
const folder = "the kernel is given one cell";
const helped = solved(flops, {
  before: 'import { four } from "./util";',
  inside: "if (four !== 4) return -1;",
});
const util = "export const four = 4;";

/** A notebook's cells as an editor writes them. */
const edited = (
  name: string,
  code: readonly string[],
  notebook: NonNullable<Entry["notebook"]>,
  rest: Partial<Entry> = {},
): Entry => ({ name: `notebook of ${name}`, ids: ["00.5"], code, notebook, gets: "all", ...rest });

export const handIns: readonly Entry[] = [
  {
    name: "a file called .mts, with another beside it",
    ids: ["00.5"],
    code: helped.replace("./util", "./util.mjs"),
    called: "00-attention.mts",
    beside: { "util.mts": util },
    gets: "all",
    notInKernel: folder,
  },
  {
    name: "names with spaces, brackets and a plus",
    ids: ["00.5"],
    code: helped.replace("./util", "./my helper+1"),
    called: "my work/00 attention (final version).ts",
    beside: { "my work/my helper+1.ts": util },
    gets: "all",
    notInKernel: folder,
  },
  {
    name: "a file that only hands on what another one holds",
    ids: ["00.5"],
    code: 'export { attentionFlops } from "./parts/flops";\n',
    beside: { "parts/flops.ts": solved(flops) },
    gets: "all",
    notInKernel: folder,
  },
  {
    name: "a file that hands on all of another",
    ids: ["04.2"],
    code: 'export * from "./parts/index.js";\n',
    beside: { "parts/index.ts": 'export * from "./band";', "parts/band.ts": solved(band) },
    gets: "all",
    notInKernel: folder,
  },
  {
    name: "files of types alone",
    ids: ["00.5"],
    code: solved(flops, {
      before:
        'import type { Shape } from "./shapes";\nimport { type Pair, four } from "./pairs";\nexport type { Shape } from "./shapes";\nconst shape: Shape = { rows: four };',
      inside: "const p: Pair = [shape.rows, 4]; if (p[0] !== p[1]) return -1;",
    }),
    beside: {
      "shapes.ts": "export interface Shape { rows: number }",
      "pairs.ts": "export type Pair = [number, number];\nexport const four = 4;",
      "globals.d.ts": "declare const nowhere: number;",
    },
    gets: "all",
    notInKernel: folder,
  },
  {
    name: "data imported with no word of its type, and with an older one",
    ids: ["00.5"],
    code: solved(flops, {
      before:
        'import data from "./data.json";\nimport more from "./more.json" assert { type: "json" };\nimport * as all from "./data.json";',
      inside: "if (data.four + more.length !== 6 || all.default.four !== 4) return -1;",
    }),
    beside: { "data.json": '\ufeff{ "four": 4 }', "more.json": "[1, 2]" },
    gets: "all",
    notInKernel: folder,
  },
  {
    name: "an import of one's own file while it runs",
    ids: ["00.5"],
    code: `const { four } = await import("./util.js");\n${cell(flops, { keyword: "export ", inside: "if (four !== 4) return -1;" })}`,
    beside: { "util.ts": util },
    gets: "all",
    notInKernel: folder,
  },
  {
    name: "a zip in a zip",
    ids: ["00.5"],
    code: helped,
    beside: { "util.ts": util },
    packed: (files) => ({ "hand in.zip": zip([{ name: "work.zip", data: zip(files) }]) }),
    gets: "all",
    notInKernel: folder,
  },
  {
    name: "a zip of Windows' in a folder",
    ids: ["00.5"],
    code: helped,
    beside: { "util.ts": util },
    packed: (files) => ({
      "Abgabe/00.zip": zip(files.map(({ name, data }) => ({ name: `Neuer Ordner\\${name}`, data }))),
    }),
    gets: "all",
    notInKernel: folder,
  },
  edited("VS Code", [`${cell()}\n`, "attentionFlops(3, 2, true)"], {
    metadata: { language_info: { name: "typescript" }, orig_nbformat: 4 },
    nbformat_minor: 2,
    cell: { metadata: { vscode: { languageId: "typescript" } } },
    lines: true,
  }),
  edited("Colab", ["const two: number = 2;", cell(flops, { inside: "if (two !== 2) return -1;" })], {
    metadata: { colab: { provenance: [] }, kernelspec: { name: "deno", display_name: "Deno" } },
    nbformat_minor: 0,
    cell: { metadata: { id: "x1y2", colab: { base_uri: "https://localhost:8080/" }, outputId: "a-b" } },
    lines: true,
  }),
  edited("Deno", [cell()], {
    metadata: {
      kernelspec: { name: "deno", display_name: "Deno", language: "typescript" },
      language_info: { name: "typescript", mimetype: "text/x.typescript", file_extension: ".ts" },
    },
    cell: { id: "5d3f", execution_count: 7 },
  }),
  edited(
    "many hands, run in another order",
    ["let n = 1;", "n += 2;", cell(flops, { inside: "if (n !== 3) return -1;" })],
    { cell: { execution_count: 3, outputs: [{ output_type: "stream", name: "stdout", text: ["99\n"] }] } },
  ),
  edited("Windows, with a mark", [cell().replaceAll("\n", "\r\n"), "const Ende = 'ü';\r\n"], { mark: true }),
  edited("cells of other languages", ["%%time\nx = 1", "!pip install torch", cell(), "<b>bold</b>"], {}),
  edited(
    "a file beside it",
    ['import { four } from "./my tools/util";', cell(label, { inside: "if (four !== 4) return -1;" })],
    {},
    { ids: ["01.1"], beside: { "my tools/util.ts": util }, notInKernel: "it is given no folder" },
  ),
  {
    name: "a notebook beside one of scratch",
    ids: ["00.5"],
    code: [cell()],
    beside: {
      "Untitled.ipynb": JSON.stringify({
        ...{ metadata: {}, nbformat: 4, nbformat_minor: 5 },
        cells: [{ cell_type: "code", source: "1 + 1", metadata: {}, outputs: [], execution_count: 1 }],
      }),
    },
    gets: "all",
  },
];
