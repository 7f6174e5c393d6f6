import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { check, hint, progress, reference } from "@long-attention/grader";
import { attention } from "long-attention/attention";
import type { Matrix } from "long-attention/tensor";
import { afterEach, describe, expect, it, vi } from "vitest";
import { keepProgress, progressFile, readProgress } from "../../../grader/src/learner/progress-file.js";
import { answerOf } from "../../../grader/src/learner/reference.js";
import { progressHere } from "./progress-here.ts";

const { folder, file } = progressHere();
const sdpa: unknown = (Q: Matrix, K: Matrix, V: Matrix) => attention(Q, K, V);
const unscaled: unknown = (Q: Matrix, K: Matrix, V: Matrix) => attention(Q, K, V, { scale: 1 });

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

describe("progress()", () => {
  it("counts what check has seen solved, set by set", () => {
    expect(progress().text).toMatch(/^0 of \d+ exercises solved/);
    check("00.2", sdpa);
    expect(progress().text).toMatch(/^1 of \d+ exercises solved, 5 of /);
    expect(progress().text).toMatch(/00 Attention from scratch\s+1 of 6\s+5 of 24/);
  });

  it('progress("00") is one line for the set, and a mark for each exercise', () => {
    check("00.2", sdpa);
    const { text, html } = progress("00");
    expect(text.split("\n")[0]).toBe("Exercise set 00: 1 of 6 solved · 5 of 24 points");
    expect(text).toContain("○ 00.1 open  ✔ 00.2 solved");
    expect(html).toContain("✔ 00.2 solved");
  });

  it("suggests the set that was meant, or says which there are", () => {
    expect(() => progress("7")).toThrow('progress: there is no set "7"; did you mean "07"?');
    expect(() => progress("44")).toThrow('progress: there is no set "44"; there are 00, ');
  });

  it("keeps the best: a wrong attempt after a right one takes nothing away", () => {
    const short = (Q: Matrix, K: Matrix, V: Matrix) => (K.shape[0]! > 10 ? V : attention(Q, K, V));
    check("00.2", short as unknown);
    expect(readProgress().progress["00.2"]).toEqual({ solved: false, score: 4.17 });
    check("00.2", sdpa);
    check("00.2", short as unknown);
    expect(readProgress().progress["00.2"]).toEqual({ solved: true, score: 5 });
  });

  it("begins anew when the file is deleted", () => {
    expect(existsSync(file)).toBe(false);
    expect(readProgress()).toEqual({ progress: {} });
  });

  it.each(["{ half", "[]", '{"exercises": {"00.1": {"solved": "yes"}}}', "null"])(
    "sets a broken file aside with a sentence: %s",
    (text) => {
      writeFileSync(file, text);
      expect(progress().text).toMatch(
        /The file progress\.json cannot be read \(.+\)\. It is set aside as progress\.broken\.json/,
      );
      expect(readFileSync(`${folder}/progress.broken.json`, "utf8")).toBe(text);
      expect(existsSync(file)).toBe(false);
    },
  );

  it("says in the feedback when what was solved cannot be kept", () => {
    writeFileSync(`${folder}/in-the-way`, "");
    process.env.LONG_ATTENTION_PROGRESS = `${folder}/in-the-way/progress.json`;
    const { text, passed } = check("00.2", sdpa);
    process.env.LONG_ATTENTION_PROGRESS = file;
    expect(passed).toBe(true);
    expect(text).toContain("What you solved could not be kept in progress.json");
  });

  it("is kept nowhere when LONG_ATTENTION_PROGRESS is off, nor while nbgrader grades", () => {
    vi.stubEnv("LONG_ATTENTION_PROGRESS", "off");
    check("00.2", sdpa);
    expect(progressFile()).toBeUndefined();
    expect(progress("00").text).toContain("0 of 6 solved");
    vi.stubEnv("LONG_ATTENTION_PROGRESS", file);
    vi.stubEnv("NBGRADER_EXECUTION", "autograde");
    check("00.2", sdpa);
    expect(progressFile()).toBeUndefined();
    expect(existsSync(file)).toBe(false);
    vi.stubEnv("NBGRADER_EXECUTION", "validate");
    expect(progressFile()).toBe(file);
  });

  it.each([
    ["linux", { XDG_DATA_HOME: "/data/ada" }, "/data/ada/long-attention/progress.json"],
    ["linux", { XDG_DATA_HOME: "" }, "/home/ada/.local/share/long-attention/progress.json"],
    ["linux", { XDG_DATA_HOME: "relative" }, "/home/ada/.local/share/long-attention/progress.json"],
    ["darwin", {}, "/home/ada/Library/Application Support/long-attention/progress.json"],
    ["win32", { APPDATA: "/roaming" }, "/roaming/long-attention/progress.json"],
  ])("belongs to the user, on %s with %o", (platform, env, expected) => {
    vi.spyOn(process, "platform", "get").mockReturnValue(platform as NodeJS.Platform);
    for (const [name, value] of Object.entries({ ...env, HOME: "/home/ada", LONG_ATTENTION_PROGRESS: "" }))
      vi.stubEnv(name, value);
    expect(progressFile()).toBe(expected);
  });

  it("begins its folder when it is not there yet", () => {
    const mine = `${folder}/share/long-attention/progress.json`;
    vi.stubEnv("LONG_ATTENTION_PROGRESS", mine);
    check("00.2", sdpa);
    expect(existsSync(mine)).toBe(true);
  });

  it("tells what is solved now from what was solved before and may not even run any more", () => {
    check("00.2", sdpa);
    keepProgress({ "00.2": { solved: true, score: 5 }, "00.3": { solved: true, score: 5 } });
    check("00.2", unscaled);
    const { text, html } = progress("00");
    expect(text).toContain("Exercise set 00: 1 of 6 solved now, 1 before · 10 of 24 points");
    expect(text).toContain("◐ 00.2 solved before, not now  ✔ 00.3 solved");
    expect(html).toContain("◐ 00.2 solved before, not now");
  });

  it("does not count what another session solved as solved now", () => {
    const reached = { solved: true, score: 3 };
    writeFileSync(file, JSON.stringify({ exercises: { "01.1": reached, "01.2": reached } }));
    expect(progress("01").text).toContain("Exercise set 01: 0 of 5 solved now, 2 before · 5 of 18 points");
    expect(progress("01").text).toContain("◐ 01.1 solved before  ◐ 01.2 solved before  ○ 01.3 open");
  });

  it("leaves no half-written file behind", () => {
    keepProgress({ "00.1": { solved: true, score: 3 } });
    expect(readdirSync(folder).filter((name) => name.endsWith(".new"))).toEqual([]);
  });
});

describe("hint(id) and reference(id)", () => {
  it("hint shows the size, the signature and what the answer calls, then more and more of the hint", () => {
    const said = (level: number) => hint("00.2", level).text.replace(/\s+/g, " ");
    const first = said(1);
    expect(first).toContain("Hint 1 of 3 for 00.2.");
    expect(first).toContain("sdpa(Q: Matrix, K: Matrix, V: Matrix): Matrix");
    expect(first).toContain("stableSoftmax");
    expect(first).not.toContain("holds all the scores");
    expect(first).toContain('More: hint("00.2", 2)');
    expect(said(2)).toContain("Hint 2 of 3 for 00.2. matmul(Q, transpose(K)) holds all the scores.");
    expect(hint("00.2", 2).html).toContain("<code>matmul(Q, transpose(K))</code>");
    expect(said(3)).toContain("Each row of it belongs to one query.");
    expect(said(3)).not.toContain("More:");
    expect(() => hint("00.2", 4)).toThrow("hint: there is no level 4; levels go from 1 to 3");
    expect(() => hint("2")).toThrow('hint: there is no exercise "2"');
  });

  it("reference waits until the exercise is solved", () => {
    expect(reference("00.2").text).toMatch(/^ {2}00\.2 is still yours to solve\./);
    check("00.2", sdpa);
    const { text } = reference("00.2");
    expect(text).toContain("    function sdpa(Q: Matrix, K: Matrix, V: Matrix): Matrix {");
    expect(text).not.toMatch(/export|SOLUTION|@param|causalSdpa/);
  });

  it("reference finds the course's solutions from working copies that lie elsewhere", async () => {
    check("00.2", sdpa);
    mkdirSync(`${folder}/exercises`, { recursive: true });
    writeFileSync(`${folder}/exercises/00-attention.ts`, "");
    vi.spyOn(process, "cwd").mockReturnValue(folder);
    vi.resetModules();
    const elsewhere = await import("../../../grader/src/learner/reference.js");
    expect(elsewhere.reference("00.2").text).toContain("    function sdpa(Q: Matrix");
  });

  it("answerOf takes the helpers along that the answer uses, and nothing else", () => {
    const source = `/** The set. */
import { x } from "y";

/** Story. */
export function first(): number {
  // BEGIN SOLUTION
  return helper() + 1;
  // END SOLUTION
}

/** Other. */
export function second(): number {
  return 2;
}

// BEGIN SOLUTION
const helper = () => deep;
const deep = 3;
const unused = 4;
// END SOLUTION
`;
    expect(answerOf(source, "first")).toBe(
      "export function first(): number {\n  return helper() + 1;\n}\n\nconst helper = () => deep;\n\nconst deep = 3;",
    );
    expect(answerOf(source, "third")).toBeUndefined();
  });
});
