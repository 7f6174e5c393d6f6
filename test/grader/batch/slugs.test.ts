import fc from "fast-check";
import { expect, test } from "vitest";
import { slugEnd, slugsOf } from "../../../grader/src/batch/slugs.js";

const anything = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.constantFrom(
    "..",
    ".",
    "",
    "con",
    "aux.ts",
    "a/b",
    "a\\b",
    "Ada.ts",
    "ada.ts",
    "\u0000",
    "x".repeat(300),
    "\u674e".repeat(99),
  ),
  fc.constantFrom(
    "m\u00fcller",
    "mu\u0308ller",
    "M\u00dcLLER",
    "\u202egnp.ts",
    "\ud800",
    "e\u200bve",
    "-rf",
    ".lock",
  ),
);
/** Ids that spell the slugs of others, as somebody could who knows how they are made. */
const names = fc
  .uniqueArray(anything, { maxLength: 12 })
  .map((ids) => [...new Set([...ids, ...slugsOf(ids).values(), ...ids.map((id) => `${id}.html`)])]);
const runs = { seed: 13, numRuns: 500 };

test("slugsOf(names) gives each a name of its own on every system, whatever the names are", () => {
  fc.assert(
    fc.property(names, (ids) => {
      const slugs = [...slugsOf(ids).values()];
      const onAnySystem = slugs.map((slug) => slug.normalize("NFD").toLowerCase());
      expect(new Set(onAnySystem).size).toBe(ids.length);
      for (const slug of slugs) {
        expect(Buffer.byteLength(`${slug}.html.tmp`)).toBeLessThan(200);
        expect(slug).toMatch(/^[\p{L}\p{M}\p{N}-]+$/u); // no dot, no slash, no space
        expect(slug).toMatch(/^[\p{L}\p{M}\p{N}]/u); // no option of a program
        expect(slug).toMatch(slugEnd);
      }
    }),
    runs,
  );
});

test("slugsOf(names) gives the same name whoever else is there, and in whatever order", () => {
  fc.assert(
    fc.property(names, fc.integer({ min: 0, max: 11 }), (ids, k) => {
      const [all, some] = [slugsOf(ids), slugsOf(ids.slice(k).reverse())];
      for (const [id, slug] of some) expect(all.get(id)).toBe(slug);
    }),
    runs,
  );
});

test("slugsOf(names) can be read", () => {
  const slugs = [...slugsOf(["Garc\u00eda L\u00f3pez_10013.ts", "\u674e\u660e.ts", "\u{1f600}"]).values()];
  expect(slugs[0]).toMatch(/^garc\u00eda-l\u00f3pez-10013-ts-[0-9a-f]{16}$/);
  expect(slugs[1]).toMatch(/^\u674e\u660e-ts-/);
  expect(slugs[2]).toMatch(/^submission-/);
});
