import { readdirSync, readFileSync } from "node:fs";
import { letters } from "long-attention/facts";
import { expect, it } from "vitest";
import { parse } from "../../tools/press/notebook/parse.ts";

/** Where each letter of the course is said in words, and with which, for each meaning that `letters` knows. */
const symbols: Record<string, Record<string, string>> = {
  q: { "00": "a **query** $q$", "08": "With $c$ the short vector" },
  k: { "00": "a **key** $k$", "05": "after k steps", "10": "the k pieces", "11": "the k largest" },
  v: { "00": "a **value** $v$" },
  Q: { "00": "they are the matrices Q, K and V" },
  K: { "00": "they are the matrices Q, K and V", "01": "*K* is a letter", "05": "knows their K nearest" },
  V: { "00": "they are the matrices Q, K and V" },
  T: { "00": "T rows for T words", "01": "T rows and T columns" },
  N: { "03": "tokens, d =", "06": "where $N_{ij}$", "07": "tokens (the papers' letter" },
  d: { "00": "$d$ columns, the numbers in a list", "05": "has d neighbours" },
  S: { "00": "$S = QK^\\top / \\sqrt d$ are the scores" },
  P: { "00": "weighted by its row of P", "06": "with probability P in one round" },
  O: { "00": "Every word's output", "04": "(O means *at most about*.)", "07": "the N × N matrix" },
  s: {
    "00": "A row of scores $s_j$",
    "04": "With **dilation** s",
    "10": "a window of size s",
    "11": "one begins every s tokens",
  },
  p: {
    "00": "a row of weights $p_j",
    "05": "with probability p",
    "10": "each with a probability p(z)",
    "11": "with its weights p",
  },
  m: {
    "00": "Here $m$ is the largest score of the row",
    "06": "chunks of $m",
    "11": "row for every m tokens",
  },
  ℓ: { "00": "and $\\ell$ the sum of all its" },
  H: { "00": "into H groups", "08": "With H query heads" },
  G: { "05": "graph G(n, p)", "08": "and G pairs" },
  d_model: { "00": "the d_model columns of Q, K and V" },
  T_math: { "03": "T_math, all FLOPs at peak rate" },
  T_mem: { "03": "T_mem, all bytes at full bandwidth" },
  n: {
    "04": "n equal blocks",
    "05": "It has n vertices",
    "06": "With n independent rounds",
    "11": "choose n blocks in all",
  },
  g: { "03": "among $g$ query heads", "09": "the first $g$ keys" },
  c: {
    "02": "a · b + c in one go",
    "03": "keeps each c where it was made",
    "04": "A **window** of c keys",
    "05": "with degree $\\ln n + c$",
    "08": "With $c$ the short vector",
    "10": "every c activations become one",
  },
  h: { "04": "reaches $h = (c-1)/2$ places", "06": "h(x)", "08": "query head h" },
  r: { "04": "with r of them", "05": "*each query picks r keys*" },
  w: { "04": "w keys, the query's own among them", "11": "the newest w tokens" },
  l: { "04": "the last l keys", "11": "blocks of l tokens" },
  nnz: { "04": "called **nnz**, the number of non-zeros" },
  π: { "04": "by a permutation π" },
  B: { "04": "of B queries" },
  C: { "05": "the graph's clustering C" },
  L: { "05": "the **average path length** L", "07": "one number per row, $L", "09": "the newest $L$" },
  β: { "05": "moved a part β of the edges", "07": "One factor each repairs that: $\\beta" },
  "λ₁": { "05": "the largest **eigenvalue**, λ₁" },
  "λ₂": { "05": "with λ₂ the second largest" },
  θ: { "06": "the angle $\\theta" },
  R: { "06": "multiply x by a matrix R" },
  b: { "02": "a · b + c in one go", "03": "lists a and b", "06": "b/2 columns of random numbers" },
  B_r: { "02": "pieces of $B_r$ rows", "07": "blocks** of $B_r$ rows" },
  B_c: { "07": "blocks of $B_c$ rows" },
  T_r: { "07": "$T_r = \\lceil N / B_r \\rceil$ blocks of queries" },
  T_c: { "07": "$T_c = \\lceil N / B_c \\rceil$ blocks of keys" },
  M: { "07": "With room for M elements", "11": "one for every M tokens" },
  f: { "07": "its own exponentials $f" },
  x: { "03": "a whole matrix x", "06": "multiply x", "07": "Ten scores $x$" },
  P̃: { "07": "its exponentials P̃" },
  m̃: { "07": "its row maxima m̃" },
  ℓ̃: { "07": "their row sums ℓ̃" },
  W: { "08": "the newest W =", "11": "the newest W raw rows" },
  U: { "08": "$U$ the matrix that makes a key of it" },
  z: { "10": "several documents z" },
  y: { "03": "y = 2x", "06": "the same two vectors x and y", "10": "Write $y_t$ for token t of the answer" },
  n_m: { "10": "a memory of $n_m$ =" },
  n_cm: { "10": "$n_{cm}$ = six compressed places" },
};

/** A notebook's prose after its goals, cell by cell: no code, no links. */
function prose(file: string): string[] {
  const source = parse(readFileSync(`notebooks/src/${file}`, "utf8"), file);
  const cells = source.cells.filter(({ kind }) => kind === "markdown").slice(1);
  return cells.map(({ body }) =>
    body
      .map((line) => line.replace(/^\/\/ ?/, ""))
      .join("\n")
      .replace(/\*\*Your turn[\s\S]*/, "")
      .replace(/\$\{.*\}/g, "…")
      .replace(/`[^`\n]*`|\]\([^)]*\)|^\s*```.*$/gm, "")
      .replace(/\s+/g, " "),
  );
}

const greek: Record<string, string> = { ell: "ℓ", beta: "β", lambda_1: "λ₁", lambda_2: "λ₂", theta: "θ" };
/** LaTeX's Greek as letters; no other commands, no indices i, j, t. */
const plain = (text: string) =>
  text
    .replace(/\\text\{[^}]*\}|\\mathrm\{[^}]*\}/g, " ")
    .replace(/\\(ell|beta|lambda_1|lambda_2|theta)(?![a-z])/g, (_, name) => greek[name] as string)
    .replace(/\\[a-z]+/g, " ")
    .replace(/_(\{[ijt]+\}|[ijt](?![a-z]))/g, "")
    .replace(/_\{(\w+)\}/g, "_$1");

/** Whether a symbol stands alone in a text. */
const uses = (text: string, symbol: string): boolean =>
  new RegExp(`(?<![\\p{L}\\p{N}_'’\\\\.])${symbol}(?![\\p{L}\\p{M}\\p{N}_'’])`, "u").test(plain(text));

const files = readdirSync("notebooks/src").filter((name) => /^\d\d[a-z]?-.*\.nb\.ts$/.test(name));

it.each(files)("%s says every symbol in words before it uses it", (file) => {
  const number = file.split("-")[0] as string;
  const cells = prose(file);
  const faults = Object.entries(symbols).flatMap(([symbol, introductions]) => {
    const words = introductions[number];
    const used = cells.findIndex((text) => uses(text, symbol));
    const quote = `${symbol} is used in "${cells[used]?.slice(0, 60)}…"`;
    if (words === undefined) {
      const known = Object.keys(introductions).some((other) => other < number);
      return used < 0 || known ? [] : [`${quote}, and nothing introduces it`];
    }
    const said = cells.findIndex((text) => text.includes(words));
    if (said < 0) return [`${symbol}: the words "${words}" are not there; bring the table up to date`];
    return used >= 0 && used < said ? [`${quote}, before "${words}"`] : [];
  });
  expect(faults, faults.join("\n")).toEqual([]);
});

/** Said and used in one sentence: a legend has no need of them. */
const passing: Record<string, string[]> = { "02": ["b", "c"] };

it.each(files)("%s uses the letters of its legend, and no others", (file) => {
  const number = file.split("-")[0] as string;
  const cells = prose(file);
  const used = Object.keys(symbols).filter((symbol) => cells.some((text) => uses(text, symbol)));
  const own = letters().filter(({ notebooks }) => notebooks.includes(number));
  const known = [...own.map(({ letter }) => letter), ...(passing[number] ?? [])];
  expect(used.filter((letter) => !known.includes(letter))).toEqual([]);
  expect(known.filter((letter) => !used.includes(letter))).toEqual([]);
});

it("letters() says each meaning first where the words for it are", () => {
  const strays = letters().filter(({ letter, notebooks }) => !symbols[letter]?.[notebooks[0] as string]);
  expect(strays).toEqual([]);
});

it.each(files)("%s has no letter in a formula that the table of symbols does not know", (file) => {
  const formulas = plain(prose(file).join(" ")).match(/\$[^$]+\$/g) ?? [];
  const letters = formulas.flatMap(
    (formula) => formula.match(/(?<!\p{L})\p{L}(?![\p{L}\p{M}\p{N}])/gu) ?? [],
  );
  const indices = ["a", "i", "j", "t", "e", "A", "B", "o"]; // e is Euler's number; A and B, notebook 07's halves; o(1)
  expect([...new Set(letters)].filter((x) => !indices.includes(x) && !(x in symbols))).toEqual([]);
});
