/** What the language and its surroundings have: each is used, and must do what it does in Node. */
import { type Carrier, carriers, type Entry, solved } from "./entry.js";

/** An expression, and its value as JSON. */
const probes: readonly (readonly [expression: string, value: unknown])[] = [
  ["[...new TextEncoder().encode('aé€😀')]", [97, 195, 169, 226, 130, 172, 240, 159, 152, 128]],
  ["new TextDecoder().decode(Uint8Array.of(226, 130, 172, 255, 65))", "€\ufffdA"],
  ["btoa('hello') + atob('aGk=')", "aGVsbG8=hi"],
  ["[...(structuredClone(new Map([['a', [1, 2]]])) as Map<string, number[]>).get('a')!]", [1, 2]],
  ["[...(structuredClone(new Set([3, 4])) as Set<number>)]", [3, 4]],
  ["(structuredClone({ a: Float64Array.of(1, 2) }) as { a: Float64Array }).a.length", 2],
  ["(structuredClone(new Date(5)) as Date).getTime()", 5],
  ["typeof performance.now()", "number"],
  [
    "typeof setTimeout + typeof clearTimeout + typeof setInterval + typeof setImmediate + typeof queueMicrotask",
    "functionfunctionfunctionfunctionfunction",
  ],
  ["(1234567.891).toLocaleString('en-US')", "1,234,567.891"],
  ["(0.5).toLocaleString('en-US', { minimumFractionDigits: 2 })", "0.50"],
  ["(123456789012345678901n).toLocaleString('en-US')", "123,456,789,012,345,678,901"],
  ["['b', 'A', 'a', 'B', 'ä', '1', ' '].sort((x, y) => x.localeCompare(y)).join('')", " 1aAäbB"],
  ["new Date(Date.UTC(2024, 0, 2)).toISOString()", "2024-01-02T00:00:00.000Z"],
  ["[3, 1, 2].toSorted().concat([1, 2, 3].toReversed(), [1, 2].with(0, 9))", [1, 2, 3, 3, 2, 1, 9, 2]],
  ["[1, 2, 3, 4].findLast((x) => x % 2 === 1)", 3],
  ["[[1, [2]], [3]].flat(2)", [1, 2, 3]],
  ["'a-b_c'.replaceAll(/[-_]/g, ' ').split(' ').at(-1)", "c"],
  ["[...'a1b22'.matchAll(/\\d+/g)].map((m) => m[0])", ["1", "22"]],
  ["/(?<year>\\d{4})/.exec('in 2024')!.groups!.year", "2024"],
  ["'x'.padStart(3, 'ab') + 'é'.normalize('NFD').length", "abx2"],
  ["Object.fromEntries(Object.entries({ a: 1, b: 2 }).map(([k, v]) => [k, v * 2]))", { a: 2, b: 4 }],
  ["Array.from({ length: 3 }, (_, i) => i ** 2)", [0, 1, 4]],
  ["[...Array(3).keys()]", [0, 1, 2]],
  ["Math.hypot(3, 4) + Math.cbrt(27) + Math.sign(-2) + Math.trunc(2.7) + Math.clz32(1)", 40],
  ["Number((2n ** 70n) % 1000n)", 424],
  ["[...(function* () { yield 1; yield* [2, 3]; })()]", [1, 2, 3]],
  ["(({ a, ...rest }) => rest)({ a: 1, b: 2, c: 3 })", { b: 2, c: 3 }],
  ["((a: number, b: number | undefined = 2, ...c: number[]) => [a, b, ...c])(1, undefined, 3)", [1, 2, 3]],
  ["new Intl.NumberFormat('en').format(1)", "1"],
  ["typeof WeakRef + typeof FinalizationRegistry + typeof Symbol.asyncIterator", "functionfunctionsymbol"],
  ["[10, 9, 1].sort().join() + [3, 1, 2].sort((a, b) => b - a).join()", "1,10,93,2,1"],
  [
    "new Uint8ClampedArray([300, -5, 1.5]).join() + Float32Array.of(0.1)[0]!.toFixed(9)",
    "255,0,20.100000001",
  ],
  ["new Error('a', { cause: 'b' }).cause", "b"],
  ["(() => { try { (null as any).x; } catch (e) { return e instanceof TypeError; } })()", true],
  ["(() => { try { throw 5; } catch { return 1; } finally { } })()", 1],
  [
    "JSON.stringify({ b: [1, { c: null }], d: undefined }, null, 1)",
    '{\n "b": [\n  1,\n  {\n   "c": null\n  }\n ]\n}',
  ],
  ["JSON.parse('{\"a\":[1,2]}', (k, v) => (typeof v === 'number' ? v + 1 : v)).a", [2, 3]],
  ["encodeURIComponent('ä b') + decodeURIComponent('%C3%A4')", "%C3%A4%20bä"],
  ["Reflect.ownKeys(new Proxy({ a: 1 }, {}))", ["a"]],
  [
    "(1e21 + '') + (0.1 + 0.2) + (123.456).toFixed(1) + (255).toString(16)",
    "1e+210.30000000000000004123.5ff",
  ],
  ["parseInt('12px') + Number('0x10') + +'1e2'", 128],
  ["(() => { const f = (n: number): number => (n === 0 ? 0 : 1 + f(n - 1)); return f(5000); })()", 5000],
  [
    "(() => { label: for (const i of [1, 2]) for (;;) { if (i === 1) continue label; break label; } return 7; })()",
    7,
  ],
  ["[1, 2, 3].reduceRight((s, x) => s * 10 + x, 0)", 321],
  ["new Array(5).fill(0).map((_, i) => i).copyWithin(0, 3)", [3, 4, 2, 3, 4]],
];

/** Whoever prints must not lose a point by it. */
const consoleCalls =
  "group('x'); groupCollapsed(); groupEnd(); count(); countReset(); trace('here'); time(); timeLog(); timeEnd(); " +
  "table([[1, 2]]); dir({ a: 1 }, { depth: 0 }); dirxml(1); assert(1 > 2, 'no'); debug(1); info(1); warn(1); error(1); log('%s', 1)";

const probe = (at: Carrier, expression: string, value: unknown): string =>
  solved(at, {
    inside: `const seen = ${expression};\n  if (JSON.stringify(seen) !== ${JSON.stringify(JSON.stringify(value))}) return ${at.wrong};`,
  });

export const builtIns: readonly Entry[] = [
  ...probes.map(([expression, value], i): Entry => {
    const at = carriers[i % carriers.length]!;
    const missing = /\bIntl\b/.exec(expression)?.[0];
    return {
      name: expression.slice(0, 60),
      ids: [at.id],
      code: probe(at, expression, value),
      gets: missing ? "none" : "all",
      ...(missing
        ? { says: new RegExp(`${missing} is not there when a solution is checked or graded`) }
        : {}),
    };
  }),
  ...consoleCalls.split("; ").map((call, i): Entry => {
    const at = carriers[i % carriers.length]!;
    return {
      name: `console.${call}`,
      ids: [at.id],
      code: solved(at, { inside: `console.${call};` }),
      gets: "all",
    };
  }),
  ...[
    "process.stdout.write('x')",
    "Buffer.from('a')",
    "fetch('http://localhost')",
    "new URL('http://a')",
    "crypto.randomUUID()",
    "require('node:fs')",
    "new AbortController()",
  ].map((use, i): Entry => {
    const at = carriers[i % carriers.length]!;
    return {
      name: use,
      ids: [at.id],
      code: solved(at, { inside: `void ${use};` }),
      gets: "none",
      says: /is not there when a solution is checked or graded/,
    };
  }),
];
