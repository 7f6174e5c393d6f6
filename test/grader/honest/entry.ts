export interface NamedFile {
  readonly name: string;
  readonly data: string;
}

/** One odd but honest submission. */
export interface Entry {
  readonly name: string;
  /** The exercises that it is about, all of one set. */
  readonly ids: readonly string[];
  /** A file's text, or a notebook's cells of code. */
  readonly code: string | readonly string[];
  /** Its path. Default: the set's name. */
  readonly called?: string;
  /** Files beside it, by their paths. */
  readonly beside?: Readonly<Record<string, string>>;
  /** What is handed in when it is not these files themselves. */
  readonly packed?: (files: readonly NamedFile[]) => Readonly<Record<string, Uint8Array>>;
  /** What an editor writes into a notebook besides code. */
  readonly notebook?: {
    readonly metadata?: object;
    readonly nbformat_minor?: number;
    /** What each cell has, too. */
    readonly cell?: object;
    /** Sources are lists of lines. */
    readonly lines?: boolean;
    /** It begins with the mark that Windows' editors put before UTF-8. */
    readonly mark?: boolean;
  };
  /** What it should get of its points: all, some or none. */
  readonly gets: "all" | "some" | "none";
  /**
   * A sentence that the check says. Where it is given, the kernel may give more than the grade: the cell is told why.
   */
  readonly says?: RegExp;
  /** Why the kernel cannot be asked. */
  readonly notInKernel?: string;
}

/** An exercise that is quickly checked, to carry something odd. */
export interface Carrier {
  readonly id: string;
  readonly name: string;
  readonly params: string;
  readonly result: string;
  /** A right body. */
  readonly body: string;
  /** A wrong value of the right type. */
  readonly wrong: string;
}

export const carriers = [
  {
    id: "00.5",
    name: "attentionFlops",
    params: "T: number, d: number, causal: boolean",
    result: "number",
    body: "return 4 * d * (causal ? (T * (T + 1)) / 2 : T * T);",
    wrong: "-1",
  },
  {
    id: "01.1",
    name: "parseContext",
    params: "label: string, base: 1000 | 1024",
    result: "number",
    body: `const text = label.toLowerCase().replace(/,/g, "");
  const [, number, unit] = /^([\\d.]+)\\s*([a-z]*)$/.exec(text)!;
  const worth: Record<string, number> = { "": 1, k: base, m: base ** 2, thousand: 1e3, million: 1e6 };
  return Math.round(Number(number) * worth[unit!]!);`,
    wrong: "-1",
  },
  {
    id: "03.1",
    name: "matmulIntensity",
    params: "m: number, k: number, n: number, bytes: number, countWrites: boolean",
    result: "number",
    body: "return (2 * m * k * n) / (bytes * (m * k + k * n + (countWrites ? m * n : 0)));",
    wrong: "-1",
  },
  {
    id: "04.2",
    name: "bandNnz",
    params: "T: number, c: number",
    result: "number",
    body: "const h = Math.min((c - 1) / 2, T - 1);\n  return (2 * h + 1) * T - h * (h + 1);",
    wrong: "-1",
  },
  {
    id: "08.1",
    name: "kvBytesPerToken",
    params: "cfg: { layers: number; kvHeads: number; headDim: number; bytes: number }",
    result: "number",
    body: "return 2 * cfg.layers * cfg.kvHeads * cfg.headDim * cfg.bytes;",
    wrong: "-1",
  },
  {
    id: "10.1",
    name: "topK",
    params: "scores: number[], k: number",
    result: "number[]",
    body: `const order = scores.map((_, i) => i);
  order.sort((i, j) => scores[j]! - scores[i]! || i - j);
  return order.slice(0, k);`,
    wrong: "[-1, -1, -1, -1, -1, -1, -1, -1, -1]",
  },
] as const satisfies readonly Carrier[];

/** The carrier's right answer as a function, with something before it inside, and something around it. */
export const solved = (
  { name, params, result, body }: Carrier,
  {
    before = "",
    inside = "",
    keyword = "export ",
  }: { before?: string; inside?: string; keyword?: string } = {},
): string =>
  `${before}${before && "\n"}${keyword}function ${name}(${params}): ${result} {\n  ${inside}${inside && "\n  "}${body}\n}\n`;

export const carrier = (id: (typeof carriers)[number]["id"]): Carrier =>
  carriers.find((one) => one.id === id)!;
