// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these strings are notebook sources, where ${} is meant
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "../../tools/press/notebook/parse.ts";
import type { Problem } from "../../tools/press/notebook/problem.ts";
import { asModule, typecheck } from "../../tools/press/notebook/typecheck.ts";
import { Fixture, SLOW } from "./fixture.ts";

const GOOD = `// %% [markdown]
// # Good

// %% [prose]
import { matrix } from "long-attention/tensor";
const int = (x: number) => String(x);

// %%
import { matrix, type Matrix } from "long-attention/tensor";
const unused = 1;
const Q: Matrix = matrix([[1, 2]]);
const T = await Promise.resolve(6);
Q.shape

// %% [markdown]
// @ts-expect-error is a word here, and \${int(T)}\${int(T * 2)} are numbers.
`;

const BAD = `// %%
const T: string = 6;
// %% [markdown]
// Words and \${T.lenght} and \${undefined}.
//
// \${\`\${{ a: T }.b}\`} and \${T}

// %%
import { nothing } from "long-attention/tensor";
T.at("x");
`;

describe("typecheck", SLOW, () => {
  let fixture: Fixture;
  let problems: Problem[];
  beforeAll(() => {
    fixture = new Fixture({ "01-good": GOOD, "02-bad": BAD });
    problems = typecheck(fixture.folder, ["01-good", "02-bad"]);
  }, SLOW.timeout);
  afterAll(() => fixture.remove());

  it("typecheck passes top-level await, repeated imports, unused names and a bare last expression", () => {
    expect(problems.filter(({ file }) => file.includes("01-good"))).toEqual([]);
  });

  it("typecheck puts errors of cells and of prose on the source's own line and column", () => {
    const found = problems.map(({ line, column, message }) => [line, column, message.split(":")[0]]);
    expect(found).toEqual([
      [2, 7, "TS2322"],
      [4, 18, "TS2551"],
      [4, 32, "TS2345"],
      [6, 18, "TS2339"],
      [9, 10, "TS2305"],
      [10, 6, "TS2345"],
    ]);
  });

  it("typecheck refuses in prose what is neither string nor number", () => {
    const message = problems.find(({ line, column }) => line === 4 && column === 32)!.message;
    expect(message).toContain("'undefined' is not assignable to parameter of type 'string | number'");
  });

  it("asModule(source) keeps every line where it was", () => {
    const lines = asModule(parse(BAD, "02-bad.nb.ts")).split("\n");
    expect(lines).toHaveLength(BAD.split("\n").length);
    expect(lines[3]!.slice(15, 23)).toBe("T.lenght");
    expect(lines[8]).toBe('import { nothing } from "long-attention/tensor";');
  });
});
