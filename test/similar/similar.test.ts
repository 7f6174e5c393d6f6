import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { sets } from "../../grader/src/checks/index.js";
import { answersIn } from "../../tools/similar/answers.js";
import { type Author, compareClass } from "../../tools/similar/class.js";
import { overviewPage, pairPage } from "../../tools/similar/page.js";
import { type Similar, similarPairs } from "../../tools/similar/pairs.js";
import { classOf, renamed, reordered, retyped } from "./a-class.js";

const home = mkdtempSync(join(tmpdir(), "long-attention-similar-"));
afterAll(() => rmSync(home, { recursive: true, force: true }));
const set = sets.find(({ id }) => id === "07")!;

/** Hands in, each in a folder of their name. */
function handIn(name: string, texts: Readonly<Record<string, string>>): string {
  const folder = join(home, name);
  for (const [who, text] of Object.entries(texts)) {
    mkdirSync(join(folder, who), { recursive: true });
    writeFileSync(join(folder, who, `${set.name}.ts`), text);
  }
  return folder;
}

const class_ = Object.fromEntries(
  classOf(296).map((text, k) => [`s${String(k + 1).padStart(3, "0")}`, text]),
);
const copies = {
  "x-renamed": renamed(class_.s004!),
  "x-reordered": reordered(class_.s012!),
  "x-retyped": retyped(class_.s023!),
  "x-same": class_.s031!,
};
const copied = ["s004 x-renamed", "s012 x-reordered", "s023 x-retyped", "s031 x-same"];
const found = compareClass(handIn("class", { ...class_, ...copies }), set, new Set());
const nameOf = ({ left, right }: Similar<Author>) => [left.who.id, right.who.id].sort().join(" ");

test("compareClass puts copies that were renamed, reordered or retyped before everybody else, in every exercise", async () => {
  const { compared, authors } = await found;
  expect(authors).toBe(300);
  expect(compared).toHaveLength(3);
  for (const { exercise, pairs } of compared) {
    const first = pairs.slice(0, 4).map(nameOf).sort();
    expect([exercise.id, first]).toEqual([exercise.id, copied]);
    expect(pairs[3]!.similarity).toBeGreaterThan(pairs[4]!.similarity);
  }
}, 60_000);

test("compareClass finds the same code without comparing anything, and says nothing of short answers", async () => {
  const { identical, tooShort, compared } = await found;
  expect(identical.map((group) => group.map(({ id }) => id))).toEqual([["s031", "x-same"]]);
  expect(tooShort.map(({ id }) => id)).toEqual(["07.1", "07.2", "07.5", "07.7"]);
  expect(compared.map(({ exercise }) => exercise.id)).toEqual(["07.3", "07.4", "07.6"]);
});

test("compareClass finds a ring so large that what it wrote is common", async () => {
  const own = classOf(12);
  const ring = Array.from({ length: 8 }, (_, k) => `${k % 2 === 0 ? own[0] : renamed(own[0]!)}// ${k}`);
  const texts = [...own.slice(1), ...ring];
  const folder = handIn(
    "ring",
    Object.fromEntries(texts.map((text, k) => [`t${String(k).padStart(2, "0")}`, text])),
  );
  const { compared } = await compareClass(folder, set, new Set());
  for (const { rings } of compared)
    expect(rings.map((group) => group.map(({ id }) => id))).toContainEqual(ring.map((_, k) => `t${11 + k}`));
});

test("compareClass leaves out the untouched file, and says of whom nothing could be read", async () => {
  const stub = readFileSync(`exercises/${set.name}.ts`, "utf8");
  const { authors, unread, identical, compared } = await compareClass(
    handIn("few", { a: stub, b: stub, c: "", d: "(".repeat(20_000) }),
    set,
    new Set(),
  );
  expect([authors, identical.length, compared.flatMap(({ pairs }) => pairs).length]).toEqual([2, 1, 0]);
  expect(unread.join()).toMatch(/c: /);
});

test("similarPairs counts for nobody what many have, nor what was handed out", () => {
  const answer = (text: string) => answersIn(text, ["f"]).get("f")!;
  const body = (k: number) =>
    Array.from({ length: 12 }, (_, j) =>
      ((k >> j) & 1) === 1 ? `a.push(b[${j}] + g(c));` : `while (d < ${j}) d = h(d);`,
    ).join("\n");
  const same = Array.from({ length: 8 }, (_, k) => ({
    who: k,
    answer: answer(`function f() { ${body(5)} }`),
  }));
  expect(similarPairs(same)).toEqual([]);
  const two = [0, 1].map((k) => ({ who: k, answer: answer(`function f() { ${body(5)} }`) }));
  expect(similarPairs(two).map(({ similarity }) => similarity)).toEqual([1]);
  expect(similarPairs(two, two[0]!.answer)).toEqual([]);
});

test("the pages name both, show both side by side, and run and load nothing", async () => {
  const similarities = await found;
  const pair = similarities.compared[0]!.pairs[0]!;
  const shown = { file: "a.html", title: "07.3: two answers", pair };
  const [overview, two] = [overviewPage(set, similarities, [shown]), pairPage(shown)];
  for (const page of [overview, two]) {
    expect(page).toContain("default-src 'none'");
    expect(page).not.toContain("<script");
    expect(page).toContain(pair.left.who.id);
    expect(page).toContain(pair.right.who.id);
  }
  expect(overview).toContain('href="a.html"');
  expect(two).toMatch(/class="alike">\s+\d+ +1 │/);
});
