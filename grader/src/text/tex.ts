/**
 * The little TeX that hints and misconceptions use, as Unicode: $e^{x - m}$ → e^(x − m), and with raised
 * letters in HTML. A page, a terminal and a screen reader then say the same, with no typesetter around.
 */
import { escapeHtml } from "long-attention/ink";

/** How a power, an index and a letter are written. */
interface Medium {
  readonly raised: (text: string) => string;
  readonly lowered: (text: string) => string;
  readonly letter: (text: string) => string;
}

const plain: Medium = {
  raised: (text) => (/^[ᵀ′]$/.test(text) ? text : `^${grouped(text)}`),
  lowered: (text) => `_${grouped(text)}`,
  letter: (text) => text,
};

const html = (attributes: string): Medium => ({
  raised: (text) => (/^[ᵀ′]$/.test(text) ? text : `<sup${attributes}>${text}</sup>`),
  lowered: (text) => `<sub${attributes}>${text}</sub>`,
  letter: escapeHtml,
});

/** In brackets, unless it is one word. */
const grouped = (text: string) => (/^[\p{L}\p{N}\p{M}∞]+$/u.test(text) ? text : `(${text})`);

/** TeX without its dollar signs, for a terminal. */
export const texToText = (tex: string): string => new Reader(tex, plain).all();

/** TeX without its dollar signs, for a page. @param attributes of <sup> and <sub> */
export const texToHtml = (tex: string, attributes = ""): string => new Reader(tex, html(attributes)).all();

const words: Record<string, string> = {
  alpha: "α",
  beta: "β",
  delta: "δ",
  Delta: "Δ",
  epsilon: "ε",
  lambda: "λ",
  mu: "μ",
  pi: "π",
  sigma: "σ",
  tau: "τ",
  theta: "θ",
  ell: "ℓ",
  sum: "Σ",
  prod: "∏",
  infty: "∞",
  top: "ᵀ",
  prime: "′",
  cdot: "·",
  times: "×",
  le: "≤",
  leq: "≤",
  ge: "≥",
  geq: "≥",
  ne: "≠",
  neq: "≠",
  approx: "≈",
  in: "∈",
  to: "→",
  leftarrow: "←",
  pm: "±",
  lceil: "⌈",
  rceil: "⌉",
  lfloor: "⌊",
  rfloor: "⌋",
  ldots: "…",
  dots: "…",
  cdots: "…",
  mid: "|",
  bmod: "mod",
  left: "",
  right: "",
  ",": "",
  ";": " ",
  " ": " ",
  "!": "",
  "{": "{",
  "}": "}",
  "%": "%",
};

/** A combining mark over the letter. */
const accents: Record<string, string> = { tilde: "\u0303", hat: "\u0302", bar: "\u0304" };

const upright = new Set(["mathrm", "text", "operatorname", "mathbf"]);

class Reader {
  #at = 0;

  constructor(
    readonly tex: string,
    readonly medium: Medium,
  ) {}

  all(): string {
    return this.#until(undefined).replace(/ {2,}/g, " ").trim();
  }

  #until(end: "}" | undefined): string {
    let text = "";
    while (this.#at < this.tex.length && this.tex[this.#at] !== end) text += this.#next();
    this.#at++;
    return text;
  }

  #next(): string {
    const char = this.tex[this.#at++]!;
    if (char === "{") return this.#until("}");
    if (char === "^") return this.medium.raised(this.#argument());
    if (char === "_") return this.medium.lowered(this.#argument());
    if (char === "-") return "−";
    if (char === "\\") return this.#command();
    return this.medium.letter(char);
  }

  /** What a command, ^ or _ applies to: a group, or the next thing. */
  #argument(): string {
    while (this.tex[this.#at] === " ") this.#at++;
    return this.#at < this.tex.length ? this.#next().trim() : "";
  }

  #command(): string {
    const name = /^([A-Za-z]+|.)/s.exec(this.tex.slice(this.#at))?.[0] ?? "";
    this.#at += name.length;
    if (upright.has(name)) return this.#argument();
    if (name === "sqrt") return `√${grouped(this.#argument())}`;
    if (name === "frac") return `${grouped(this.#argument())}/${grouped(this.#argument())}`;
    if (accents[name]) return this.#argument() + accents[name];
    return words[name] ?? name;
  }
}
