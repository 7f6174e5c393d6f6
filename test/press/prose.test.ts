// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these strings are notebook sources, where ${} is meant
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  comment,
  escapeText,
  evaluationCode,
  expressionAtLine,
  proseText,
  splitLine,
  uncomment,
} from "../../tools/press/notebook/prose.ts";

const place = { file: "01-a.nb.ts", line: 4 };
const expressions = (line: string) =>
  splitLine(line, place).flatMap((part) => ("expression" in part ? [part.expression] : []));

/** The line again: backslashes that end the text before an expression are doubled. */
function joined(parts: ReturnType<typeof splitLine>): string {
  const written = parts.map((part, k) => {
    if ("expression" in part) return `\${${part.expression}}`;
    const next = parts[k + 1];
    const escaped = escapeText(part.text);
    return next && "expression" in next ? escaped.replace(/\\+$/, (slashes) => slashes + slashes) : escaped;
  });
  return written.join("");
}

describe("splitLine", () => {
  it.each([
    ["// ${T} tokens, ${int(T * T)} numbers", ["T", "int(T * T)"]],
    ['// ${f({ a: 1 })} and ${"}"}', ["f({ a: 1 })", '"}"']],
    ["// ${`${a}${b}`}", ["`${a}${b}`"]],
    ["// ${/}/.test(x)} and ${x ? `}` : y}", ["/}/.test(x)", "x ? `}` : y"]],
    ["// $N^2 = ${n}$ costs \\$5, $${n}$", ["n", "n"]],
    ["// \\${not} but \\\\${yes}", ["yes"]],
  ])("splitLine(%j) finds the expressions", (line, found) => {
    expect(expressions(line)).toEqual(found);
  });

  it("splitLine(line) gives each expression's own column", () => {
    const line = "// \\%% ${T} of ${int(T)}";
    for (const part of splitLine(line, place)) {
      if ("expression" in part) expect(line.slice(part.column)).toMatch(new RegExp(`^${part.expression[0]}`));
    }
  });

  it.each(["// ${T", "// ${}", "// ${1 +}", "// ${const x = 1}", "// ${a; b}"])(
    "splitLine(%j) refuses it with file and line",
    (line) => {
      expect(() => splitLine(line, place)).toThrow(
        `01-a.nb.ts:4: "${line.slice(3)}" holds no TypeScript expression that ends on this line; write \\\${ for`,
      );
    },
  );

  it("splitLine reads any text as it is written by escapeText and comment", () => {
    const words = fc.array(fc.constantFrom("\\", "$", "{", "}", "%%", "a ", "${T}", "`", "\\${"), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(words, (pieces) => {
        const text = pieces.join("");
        const written = splitLine(comment(escapeText(text)), place);
        expect(written).toEqual(text === "" ? [] : [{ text }]);
        expect(uncomment(comment(text))).toBe(text);
      }),
      { seed: 7, numRuns: 300 },
    );
  });

  it("splitLine(line) loses nothing, with backslashes before, between and after expressions", () => {
    const pieces = fc.array(fc.constantFrom("\\", "\\\\", "$", "${T}", "${f({ a: 1 })}", "\\${", "a"), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(pieces, (list) => {
        const line = list.join("");
        let parts: ReturnType<typeof splitLine> = [];
        try {
          parts = splitLine(`// ${line}`, place);
        } catch (error) {
          expect((error as Error).message).toContain("holds no TypeScript expression");
          return;
        }
        expect(joined(parts)).toBe(line);
      }),
      { seed: 7, numRuns: 500 },
    );
  });
});

describe("proseText", () => {
  it("proseText takes strings as they are and integers in full", () => {
    expect(proseText({ type: "string", text: "57,344" }, "x")).toBe("57,344");
    expect(proseText({ type: "number", text: "-57344" }, "x")).toBe("-57344");
  });

  it.each([
    [
      { type: "number", text: "0.1" },
      "${x} is 0.1; format it, e.g. with toFixed, so that no raw digits stand in prose",
    ],
    [{ type: "number", text: "1e+21" }, "${x} is 1e+21; format it, e.g. with toFixed"],
    [{ type: "number", text: "NaN" }, "${x} is NaN; a sentence needs a finite number"],
    [{ type: "number", text: "-Infinity" }, "${x} is -Infinity; a sentence needs a finite number"],
    [{ type: "other", text: "undefined" }, "${x} is undefined; a sentence needs a string or a number"],
    [{ type: "thrown", text: "RangeError: no" }, "${x} throws RangeError: no"],
  ] as const)("proseText(%j) says what to do", (given, sentence) => {
    expect(() => proseText(given, "x")).toThrow(sentence);
  });

  it("evaluationCode puts each expression on a line that expressionAtLine knows", () => {
    const all = ["a", "b + 1", "c"];
    const lines = evaluationCode(all).split("\n");
    all.forEach((expression, k) => {
      const line = lines.indexOf(expression) + 1;
      expect([line - 1, line, line + 1].map(expressionAtLine)).toEqual([k, k, k]);
    });
  });
});
