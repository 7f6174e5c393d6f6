/** The command that writes the site, and its small server. */
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Folder } from "../../tools/press/notebook/files.ts";
import { hash, makeNotebook, stringify } from "../../tools/press/notebook/ipynb.ts";
import { budgets, overBudget } from "../../web/build/budgets.ts";
import { listed } from "../../web/build/offline.ts";
import { readBuilt } from "../../web/build/read.ts";
import { serve } from "../../web/build/serve.ts";
import { makeSite, type Site } from "../../web/build/site.ts";
import { Edition, keysLike } from "../../web/offline/keep.ts";
import { siteFiles, siteFolder, url } from "./site.ts";

let made: Promise<Site> | undefined;
const theSite = () => {
  made ??= makeSite({ url });
  return made;
};

it("makeSite() keeps its budgets", async () => {
  const parts = budgets(await theSite());
  expect(parts.map(({ name }) => name.split(",")[0])).toEqual([
    ...["page script", "first visit", "first run", "first picture", "first check", "editor", "types", "site"],
  ]);
  expect(overBudget(parts)).toEqual([]);
});

it("makeSite() twice gives the same bytes", async () => {
  const [first, again] = [await siteFiles(), (await theSite()).files];
  expect(listed(again)).toEqual(listed(new Map(first)));
  expect([...again.keys()].sort()).toEqual([...first.keys()].sort());
});

it("overBudget(…) names the part, its size and its limit", () => {
  expect(
    overBudget([
      { name: "page script", size: 8100, limit: 8000 },
      { name: "site", size: 1, limit: 2 },
    ]),
  ).toEqual([expect.stringMatching(/^page script: 8\.1 kB gzip, and its budget is 8\.0 kB; /)]);
});

it("budgets(…) counts a script with what it imports at once, and not what waits", async () => {
  const { files, bundle } = await theSite();
  const script = bundle.entries.get("page")!;
  const outputs = {
    ...bundle.outputs,
    [script]: {
      ...bundle.outputs[script]!,
      imports: [
        ...bundle.outputs[script]!.imports,
        { path: "assets/now.js", kind: "import-statement" as const },
        { path: "assets/later.js", kind: "dynamic-import" as const },
      ],
    },
  };
  const noise = (seed: number) => Uint8Array.from({ length: 9000 }, (_, k) => (k * k * seed) % 251);
  const more = new Map([...files, ["assets/now.js", noise(7)], ["assets/later.js", noise(11)]] as const);
  const [before, after] = [
    { files, bundle },
    { files: more, bundle: { ...bundle, outputs } },
  ].map((site) => budgets(site as Site)[0]!.size);
  const { gzipSync } = await import("node:zlib");
  expect(after! - before!).toBe(gzipSync(noise(7)).length);
});

it("readBuilt(…) refuses a notebook that is older than its source, or not there", () => {
  const folder = new Folder(mkdtempSync(join(tmpdir(), "long-attention-")));
  mkdirSync(join(folder.path, "src"));
  const source = "// %%\n1;\n";
  writeFileSync(folder.source("00-new"), source);
  expect(() => readBuilt(folder, "00-new")).toThrow(
    "notebooks/00-new.ipynb is not there; run npm run notebooks -- build 00-new, then npm run web again.",
  );
  const write = (sourceHash: string) =>
    writeFileSync(
      folder.notebook("00-new"),
      stringify(makeNotebook([], { source: "src/00-new.nb.ts", sourceHash })),
    );
  write(hash(source));
  expect(readBuilt(folder, "00-new").cells).toEqual([]);
  write(hash("older"));
  expect(() => readBuilt(folder, "00-new")).toThrow(
    "notebooks/00-new.ipynb is older than its source; run npm run notebooks -- build 00-new, then npm run web again.",
  );
});

describe("serve(folder)", () => {
  it("serves under a path, isolated, and nothing from outside the folder", async () => {
    const { url, stop } = await serve(await siteFolder(), { base: "/long-attention/" });
    try {
      const page = await fetch(url);
      expect(page.headers.get("cross-origin-embedder-policy")).toBe("require-corp");
      expect(page.headers.get("content-type")).toContain("text/html");
      expect(await page.text()).toContain("<title>");
      for (const lost of ["nothing.html", "..%2f..%2fetc/passwd", "..", "100%"])
        expect((await fetch(url + lost)).status).toBe(404);
      expect((await fetch(new URL("/", url))).status).toBe(404);
    } finally {
      await stop();
    }
  });

  it("says in a sentence that its port is taken", async () => {
    const first = await serve(await siteFolder());
    const port = Number(new URL(first.url).port);
    await expect(serve(await siteFolder(), { port })).rejects.toThrow(
      `Port ${port} is taken; name another with --port.`,
    );
    await first.stop();
  });
});

describe("an Edition", () => {
  const at = "https://example.org/course/";
  const old = new Edition(
    [
      ["index.html", "1"],
      ["a.js", "1"],
      ["page.js", "7"],
    ],
    at,
  );
  const now = new Edition(
    [
      ["index.html", "2"],
      ["a.js", "1"],
    ],
    at,
  );
  const key = (path: string) => at + path;
  const kept = ["index.html?1", "a.js?1", "page.js?7"].map(key);

  it("keyOf(address) knows its files, the folder as its first page, and nobody else's", () => {
    expect(now.keyOf(at)).toBe(key("index.html?2"));
    expect(now.keyOf(`${at}index.html?from=mail#map`)).toBe(key("index.html?2"));
    expect(now.keyOf(`${at}page.js`)).toBeUndefined();
    expect(now.keyOf("https://example.org/a.js")).toBeUndefined();
  });

  it("missing(kept) and former(kept) are what an update brings and takes", () => {
    expect(now.missing(kept)).toEqual([[`${at}index.html`, key("index.html?2")]]);
    expect(now.former(kept)).toEqual(["index.html?1", "page.js?7"].map(key));
    expect(old.former(kept)).toEqual([]);
  });

  it("keysLike(address, kept) finds what a former edition kept", () => {
    expect(keysLike(`${at}page.js`, kept)).toEqual([key("page.js?7")]);
    expect(keysLike(`${at}age.js`, kept)).toEqual([]);
  });
});
