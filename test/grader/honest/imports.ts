/** What is imported, and what lies beside. */
import { carrier, type Entry, solved } from "./entry.js";

const flops = carrier("00.5");
const band = carrier("04.2");
const bytes = carrier("08.1");

const softmaxOf = (inside: string) =>
  `import { ${inside} } from "long-attention/tensor";\nexport function stableSoftmax(x: Float64Array): Float64Array { return softmax(x); }\n`;
const folder = "the kernel is given one cell";

export const imports: readonly Entry[] = [
  {
    name: "the library's softmax as the answer",
    ids: ["00.1"],
    code: softmaxOf("softmax"),
    gets: "none",
    says: /softmax is the answer to stableSoftmax/,
  },
  {
    name: "the library's softmax for another exercise",
    ids: ["00.1", "00.5"],
    code: softmaxOf("softmax") + solved(flops),
    gets: "some",
    says: /softmax is the answer/,
  },
  {
    name: "softmax in set 08",
    ids: ["08.1"],
    code: solved(bytes, {
      before: 'import { softmax, softmaxRows, logSumExp, zeros } from "long-attention/tensor";',
      inside:
        "if (softmax([1, 1])[0] !== 0.5 || softmaxRows(zeros([1, 2])).get(0, 0) !== 0.5 || logSumExp([0]) !== 0) return -1;",
    }),
    gets: "all",
  },
  {
    name: "all of a module",
    ids: ["04.2"],
    code: solved(band, {
      before: 'import * as tensor from "long-attention/tensor";',
      inside: "if (tensor.zeros([2, 3]).shape[1] !== 3) return -1;",
    }),
    gets: "all",
  },
  {
    name: "only types",
    ids: ["00.5"],
    code: solved(flops, {
      before:
        'import type { Matrix } from "long-attention/tensor";\nimport { type Hbm } from "@long-attention/grader";\ntype Use = [Matrix, Hbm];',
    }),
    gets: "all",
  },
  {
    name: "an unused import that is refused",
    ids: ["00.5"],
    code: solved(flops, { before: 'import * as fs from "node:fs";' }),
    gets: "all",
  },
  ...["node:fs", "node:assert", "ndarray", "long-attention/attention"].map(
    (name): Entry => ({
      name: `uses ${name}`,
      ids: ["00.5"],
      code: solved(flops, {
        before: `import * as it from "${name}";`,
        inside: "if (Object.keys(it).length < 0) return -1;",
      }),
      gets: "none",
      says: /these can be imported: long-attention\/tensor/,
    }),
  ),
  {
    name: "a refused import in one of two",
    ids: ["00.1", "00.5"],
    code: `import * as fs from "node:fs";\nexport function stableSoftmax(x: Float64Array): Float64Array { fs.existsSync("/"); return x; }\n${solved(flops)}`,
    gets: "some",
    says: /cannot import "node:fs"/,
  },
  {
    name: "a package that is not there",
    ids: ["00.5"],
    code: solved(flops, { before: 'import _ from "lodash";', inside: "_.chunk([]);" }),
    gets: "none",
    says: /cannot import "lodash"/,
    notInKernel: "the cell does not compile",
  },
  {
    name: "an import while it runs",
    ids: ["00.5"],
    code: `export async function attentionFlops(${flops.params}): Promise<number> {\n  await import("node:fs");\n  ${flops.body}\n}`,
    gets: "none",
    says: /cannot import "node:fs"/,
    notInKernel: "only a check that runs it can know",
  },
  {
    name: "a check left in the file",
    ids: ["00.5"],
    code: `import { check } from "@long-attention/grader";\n${solved(flops)}\ncheck("00.5", attentionFlops);\n`,
    gets: "all",
  },
  {
    name: "a file beside",
    ids: ["00.5"],
    code: solved(flops, {
      before: 'import { four } from "./util/helper";',
      inside: "if (four !== 4) return -1;",
    }),
    beside: {
      "util/helper.ts": 'import { two } from "../zwei.js";\nexport const four: number = 2 * two;',
      "zwei.ts": "export const two = 2;",
    },
    gets: "all",
    notInKernel: folder,
  },
  {
    name: "data beside",
    ids: ["00.5"],
    code: solved(flops, {
      before: 'import data from "./data.json" with { type: "json" };',
      inside: "if (data.four !== 4) return -1;",
    }),
    beside: { "data.json": '{ "four": 4 }' },
    gets: "all",
    notInKernel: folder,
  },
  {
    name: "names outside ASCII",
    ids: ["00.5"],
    code: solved(flops, {
      before: 'import { vier } from "./übung/müller";\nimport { four } from "./助け.ts";',
      inside: "if (vier !== four) return -1;",
    }),
    beside: { "übung/müller.ts": "export const vier = 4;", "助け.ts": "export const four = 4;" },
    gets: "all",
    notInKernel: folder,
  },
  {
    name: "a folder's index",
    ids: ["00.5"],
    code: solved(flops, { before: 'import { four } from "./lib";', inside: "if (four !== 4) return -1;" }),
    beside: { "lib/index.ts": "export const four = 4;" },
    gets: "all",
    notInKernel: folder,
  },
  {
    name: "a circle of files",
    ids: ["00.5"],
    code: solved(flops, {
      before: 'import { four } from "./a";\nexport const two = () => 2;',
      inside: "if (four() !== 4) return -1;",
    }),
    beside: { "a.ts": 'import { two } from "./00-attention.js";\nexport const four = () => 2 * two();' },
    gets: "all",
    notInKernel: folder,
  },
  {
    name: "a broken file that nobody imports",
    ids: ["00.5"],
    code: solved(flops),
    beside: { "broken.ts": "export const = ;" },
    gets: "all",
    notInKernel: folder,
  },
  {
    name: "a file that is not there",
    ids: ["00.5"],
    code: solved(flops, { before: 'import { x } from "./nowhere";', inside: "void x.y;" }),
    gets: "none",
    says: /cannot import "\.\/nowhere"/,
    notInKernel: "the cell does not compile",
  },
  {
    name: "a file outside",
    ids: ["00.5"],
    code: solved(flops, { before: 'import { x } from "../../secret";', inside: "void x.y;" }),
    gets: "none",
    says: /cannot import "\.\.\/\.\.\/secret"/,
    notInKernel: "the cell does not compile",
  },
];
