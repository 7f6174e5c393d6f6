import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { type Golden, names, namesOneOf, readGoldens } from "../../../tools/golden/lists.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "golden-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The names of all tests of the library, read from the sources without running them. */
function testNames(): string[] {
  const list = join(folder, "tests.out");
  const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
  execFileSync(process.execPath, [vitest, "list", "test/lib", "--static-parse", `--json=${list}`], {
    cwd: root,
    stdio: "ignore",
  });
  return JSON.parse(readFileSync(list, "utf8")).map(({ name }: { name: string }) => name);
}

const golden = (test: string): Golden => ({ section: "1.9", value: "x", test, list: "x.json" });

describe("test/lib/golden", () => {
  const goldens = readGoldens(join(root, "test", "lib", "golden"));

  it("names tests that exist, each by a name that no other test has", () => {
    const all = testNames();
    const lost = goldens.filter((one) => {
      const exact = all.filter((name) => names(one, name)).length;
      return exact > 1 || (exact === 0 && !all.some((name) => namesOneOf(one, name)));
    });
    expect(lost.map(({ list, test }) => `${list}: ${test}`)).toEqual([]);
  });

  it("says each number of a section once", () => {
    const said = goldens.map(({ section, value }) => `§${section} ${value}`);
    expect(said.filter((value, k) => said.indexOf(value) !== k)).toEqual([]);
  });
});

describe("readGoldens(folder)", () => {
  it("sorts sections as numbers and refuses an entry without its test", () => {
    const entry = (section: string) => ({ section, value: "x", test: "t" });
    writeFileSync(join(folder, "a.json"), JSON.stringify([entry("1.10"), entry("1.9")]));
    writeFileSync(join(folder, "b.json"), JSON.stringify([entry("0"), entry("1.9")]));
    expect(readGoldens(folder).map(({ section, list }) => section + list)).toEqual([
      "0b.json",
      "1.9a.json",
      "1.9b.json",
      "1.10a.json",
    ]);
    writeFileSync(join(folder, "b.json"), JSON.stringify([{ section: "0", value: "x" }]));
    expect(() => readGoldens(folder)).toThrow(
      "b.json: entry 0 has no test; it needs a section, a value and a test",
    );
  });
});

describe("a golden's test", () => {
  it("names(golden, name) takes it with or without its groups, and nothing shorter or longer", () => {
    const one = golden("breakEvenBc(1024, 64) is 49");
    expect(names(one, "breakEvenBc(1024, 64) is 49")).toBe(true);
    expect(names(one, "closed forms > breakEvenBc(1024, 64) is 49")).toBe(true);
    expect(names(one, "breakEvenBc(1024, 64) is 490")).toBe(false);
    expect(names(one, "never breakEvenBc(1024, 64) is 49")).toBe(false);
  });

  it("namesOneOf(golden, template) fills placeholders, but takes no name that is all placeholder", () => {
    const one = golden("kvBytesPerToken(GPT-3 175B) is 4718592");
    expect(namesOneOf(one, "sizes > kvBytesPerToken(%s) is %d")).toBe(true);
    expect(namesOneOf(one, "kvBytesPerToken($model) is $bytes")).toBe(true);
    expect(namesOneOf(one, "kvCacheBytes(%s) is %d")).toBe(false);
    expect(namesOneOf(one, "%s is %d")).toBe(false);
    expect(namesOneOf(one, "kvBytesPerToken(GPT-3 175B) is 4718592")).toBe(false);
  });
});
