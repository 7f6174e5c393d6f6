/** Which file of several is meant: what was handed out, copied, downloaded twice or left by programs lies beside the work. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { carrier, type Entry, solved } from "./entry.js";

const flops = carrier("00.5");
const label = carrier("01.1");
const handedOut = (name: string) =>
  readFileSync(fileURLToPath(new URL(`../../../exercises/${name}`, import.meta.url)), "utf8");
const work = solved(flops);
const another = `// another's\n${work}`;
const notebookOf = (code: string) =>
  JSON.stringify({
    ...{ metadata: {}, nbformat: 4, nbformat_minor: 5 },
    cells: [{ cell_type: "code", source: code, metadata: {}, outputs: [], execution_count: null }],
  });

export const folders: readonly Entry[] = [
  {
    name: "a file beside the notebook as it was handed out",
    ids: ["00.5"],
    code: work,
    beside: { "00-attention.ipynb": handedOut("00-attention.ipynb") },
    gets: "all",
  },
  {
    name: "a notebook beside the file as it was handed out",
    ids: ["00.5"],
    code: [solved(flops, { keyword: "" })],
    beside: { "00-attention.ts": handedOut("00-attention.ts") },
    gets: "all",
  },
  {
    name: "a notebook beside the file as Windows saves it",
    ids: ["01.1"],
    code: [solved(label, { keyword: "" })],
    beside: {
      "01-context-lengths.ts": `\ufeff${handedOut("01-context-lengths.ts").replaceAll("\n", "\r\n")}`,
    },
    gets: "all",
  },
  {
    name: "work beside a second download of what was handed out",
    ids: ["00.5"],
    code: work,
    beside: { "00-attention (1).ts": handedOut("00-attention.ts") },
    gets: "all",
  },
  {
    name: "work in a folder of all sets",
    ids: ["00.5"],
    code: work,
    beside: Object.fromEntries(
      ["01-context-lengths", "03-memory-bound"].flatMap((name) =>
        [`${name}.ts`, `${name}.ipynb`].map((file) => [file, handedOut(file)]),
      ),
    ),
    gets: "all",
  },
  {
    name: "work beside what programs leave behind",
    ids: ["00.5"],
    code: work,
    beside: {
      "__MACOSX/._00-attention.ts": "\0",
      ".ipynb_checkpoints/00-attention-checkpoint.ipynb": notebookOf(another),
      "node_modules/x/00-attention.ts": another,
      "solutions/00-attention.ts": another,
      "desktop.ini": "[.ShellClassInfo]",
    },
    gets: "all",
  },
  {
    name: "work twice, the same",
    ids: ["00.5"],
    code: work,
    beside: { "backup/00-attention.ts": `${work}\n` },
    gets: "all",
  },
];
