import { maxContext, scoreMatrixBytes } from "long-attention/attention";
import { contextClaims, dateMiddle } from "long-attention/facts";
import { expect, test } from "vitest";
import { ofMemory, say } from "../../figures/src/context-lengths/say.ts";
import {
  axis,
  choose,
  claims,
  fits,
  init,
  longest,
  shortest,
  stepped,
  tokensAt,
} from "../../figures/src/context-lengths/state.ts";

test("claims are all the dated claims, oldest first", () => {
  expect(new Set(claims)).toEqual(new Set(contextClaims()));
  const dates = claims.map(({ date }) => dateMiddle(date));
  expect(dates).toEqual([...dates].sort((a, b) => a - b));
});

test("tokensAt undoes axis on both axes, within the range of the line", () => {
  for (const scale of ["log", "linear"] as const)
    for (const T of [256, 4096, 131_072, 9_999_999]) expect(tokensAt(axis(scale)(T), scale)).toBe(T);
  expect(tokensAt(-1, "log")).toBe(shortest);
  expect(tokensAt(2, "linear")).toBe(longest);
});

test("axis gives a doubling the same room everywhere, and on the linear axis none to speak of", () => {
  const step = (T: number, scale: "log" | "linear") => axis(scale)(2 * T) - axis(scale)(T);
  expect(step(4096, "log")).toBeCloseTo(step(100_000, "log"), 12);
  expect(step(100_000, "linear") / step(4096, "linear")).toBeCloseTo(100_000 / 4096, 12);
});

test("stepped takes four steps to a doubling and stops at the ends", () => {
  const four = (T: number) => [1, 2, 3, 4].reduce((t) => stepped(t, 1, "log"), T);
  expect(four(65_536)).toBe(131_072);
  expect(stepped(longest, 1, "log")).toBe(longest);
  expect(stepped(shortest, -1, "linear")).toBe(shortest);
});

test("init shows the claim of that length, or the nearest, unless a model is named", () => {
  const card = (props: Readonly<Record<string, unknown>>) => claims[init(props).row]!;
  expect(card({ tokens: 131_072 }).tokens).toBe(131_072);
  expect(card({ tokens: 9_000 }).tokens).toBe(8_192);
  expect(card({ tokens: 131_072, model: "GPT-3" }).model).toBe("GPT-3");
});

test("choose stays among the claims", () => {
  expect(choose(-3).row).toBe(0);
  expect(choose(1e6)).toEqual({ row: claims.length - 1, tokens: claims.at(-1)!.tokens });
});

test("say keeps the bytes back before the guess and gives those of scoreMatrixBytes after it", () => {
  const state = init({ tokens: 131_072 });
  expect(say(state)).not.toContain("34.36");
  expect(say({ ...state, known: true })).toContain("34.36 GB, 43 % of an A100's 80 GB");
  expect(say({ ...state, tokens: fits, known: true, guess: fits })).toContain("Very close");
  expect([maxContext(80e9), scoreMatrixBytes(fits)]).toEqual([fits, 80e9]);
});

test("ofMemory stays readable from nothing to two thousand times", () => {
  expect(ofMemory(1024)).toBe("less than 0.1 % of an A100's 80 GB");
  expect(ofMemory(32_768)).toBe("2.7 % of an A100's 80 GB");
  expect(ofMemory(10_000_000)).toBe("2,500 times an A100's 80 GB");
});
