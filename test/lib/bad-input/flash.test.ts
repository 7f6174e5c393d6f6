import {
  blockSizes,
  breakEvenBc,
  causalBlocks,
  flash1Traffic,
  flash2Traffic,
  flashAttention1,
  flashAttention2,
  flashTrace,
  sramElements,
  standardTraffic,
} from "long-attention/flash";
import { testTensors } from "long-attention/tensor";
import { describe, expect, it } from "vitest";

const { Q, K, V } = testTensors(6, 4);
const other = testTensors(6, 3);
const blocks = { Br: 2, Bc: 2 };

describe.each(Object.entries({ flashAttention1, flashAttention2 }))("%s", (name, flash) => {
  it.each<[string, () => unknown, string]>([
    [
      "K with other columns",
      () => flash(Q, other.K, V),
      `${name}: Q is [6,4] but K is [6,3]; they need the same number of columns d`,
    ],
    [
      "V with other rows",
      () => flash(Q, K, testTensors(5, 4).V),
      `${name}: K is [6,4] but V is [5,4]; they need the same number of rows`,
    ],
    ["Br = 0", () => flash(Q, K, V, { Br: 0 }), `${name}: Br must be a whole number of at least 1, not 0`],
    ["Bc = −1", () => flash(Q, K, V, { Bc: -1 }), `${name}: Bc must be a whole number of at least 1, not -1`],
    [
      "Br = 2.5",
      () => flash(Q, K, V, { Br: 2.5 }),
      `${name}: Br must be a whole number of at least 1, not 2.5`,
    ],
    ["scale = NaN", () => flash(Q, K, V, { scale: NaN }), `${name}: scale must be a finite number, not NaN`],
    [
      "scale = Infinity",
      () => flash(Q, K, V, { scale: Infinity }),
      `${name}: scale must be a finite number, not Infinity`,
    ],
    [
      "fewer keys than queries, causal",
      () => flash(Q, testTensors(5, 4).K, testTensors(5, 4).V, { causal: true }),
      `${name}: causal attention needs at least as many keys as queries, not 5 for 6`,
    ],
    [
      "a list for Q",
      () => flash([[1]] as never, K, V),
      `${name}: Q must be a matrix [rows, columns], not a list of length 1`,
    ],
  ])(`${name} refuses %s`, (_, run, words) => expect(run).toThrow(words));
});

it.each<[string, () => unknown, string]>([
  ["blockSizes(0, 4)", () => blockSizes(0, 4), "blockSizes: M must be a whole number of at least 1, not 0"],
  ["blockSizes(64, 0)", () => blockSizes(64, 0), "blockSizes: d must be"],
  ["sramElements(…, 0)", () => sramElements(blocks, 0), "sramElements: d must be"],
  ["sramElements({ Br: 0 })", () => sramElements({ Br: 0, Bc: 2 }, 4), "sramElements: Br must be"],
  ["standardTraffic(0, 4)", () => standardTraffic(0, 4), "N must be a whole number of at least 1, not 0"],
  ["flash1Traffic(6, 0)", () => flash1Traffic(6, 0, blocks), "flash1Traffic: d must be"],
  ["flash1Traffic({ Bc: 0 })", () => flash1Traffic(6, 4, { Br: 2, Bc: 0 }), "flash1Traffic: Bc must be"],
  ["flash2Traffic(6.5, 4)", () => flash2Traffic(6.5, 4, blocks), "flash2Traffic: N must be"],
  ["breakEvenBc(0, 4)", () => breakEvenBc(0, 4), "N must be"],
  ["causalBlocks(6, 0, 2)", () => causalBlocks(6, 0, 2), "causalBlocks: Br must be"],
  ["causalBlocks(0, 2, 2)", () => causalBlocks(0, 2, 2), "causalBlocks: N must be"],
  ["flashTrace({ N: 0 })", () => flashTrace({ N: 0 }), "N must be a whole number of at least 1, not 0"],
  ["flashTrace({ Br: 0 })", () => flashTrace({ Br: 0 }), "flashTrace: Br must be"],
])("%s is refused", (_, run, words) => expect(run).toThrow(words));
