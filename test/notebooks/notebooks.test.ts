import { readdirSync, readFileSync, statSync } from "node:fs";
import { course, errata } from "long-attention/facts";
import { describe, expect, it } from "vitest";
import { parse } from "../../tools/press/notebook/parse.ts";

const files = readdirSync("notebooks/src").filter((name) => /^\d\d[a-z]?-.*\.nb\.ts$/.test(name));
describe.each(files)("%s", (file) => {
  const number = file.split("-")[0] as string;
  const { name, cells } = parse(readFileSync(`notebooks/src/${file}`, "utf8"), file);
  const markdown = cells
    .filter(({ kind }) => kind === "markdown")
    .map(({ body }) => body.map((line) => line.replace(/^\/\/ ?/, "")).join("\n"));
  const code = cells.filter(({ kind }) => kind === "code").map(({ body }) => body.join("\n"));
  const count = (call: string) => code.filter((text) => text.includes(`${call}({`)).length;

  it("says at the top where we are, how long it takes, what it needs and what it is good for", () => {
    const top = markdown[0] as string;
    for (const words of [
      `# ${number} · `,
      "*You are here:*",
      "*Time:*",
      "*You need:*",
      "After this notebook you can",
    ])
      expect(top).toContain(words);
    expect(top.match(/^- /gm)?.length).toBeGreaterThanOrEqual(3);
  });

  it("links to the notebook before it and to the next, at the top and at the end", () => {
    const at = course.findIndex((stop) => stop.number === number);
    const around = [course[at - 1], course[at + 1]].flatMap((stop) =>
      stop ? [`](${stop.file}.ipynb)`] : [],
    );
    for (const text of [markdown[0], markdown.at(-1)])
      expect(around.filter((link) => !text!.includes(link))).toEqual([]);
  });

  it("ends in a recap, one picture, exercises, the files behind it and its sources", () => {
    // Between the two stands the cell that shows what is solved.
    const end = markdown.slice(-2).join("\n");
    const parts = [
      "## Recap",
      "**The one picture to remember:**",
      `**Your turn:** [exercise set ${number.slice(0, 2)}](../exercises/${number.slice(0, 2)}-`,
      "Behind this notebook:",
      "**Sources.**",
    ];
    const places = parts.map((part) => end.indexOf(part));
    expect(places.every((place) => place >= 0)).toBe(true);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it("asks for at least three predictions, and counts them at its end", () => {
    expect(count("predict")).toBeGreaterThanOrEqual(3);
    expect(code.filter((text) => text.includes(`tally("${number}")`))).toHaveLength(1);
  });

  it("says per, and not a, for a rate", () => {
    const rate =
      /\b(?:FLOPs?|bytes|multiply-adds|operations|accesses|ms) an? (?:clock|second|step|SM|token|row|number|head|byte|score|element|layer)\b/g;
    expect([...markdown, ...code].join("\n").match(rate) ?? []).toEqual([]);
  });

  it("has one callout for each of its errata", () => {
    expect(count("callout")).toBe(errata(number).length);
  });

  it("links to files that are there", () => {
    const links = [...markdown.join("\n").matchAll(/\]\(([^)#]+)/g)].map(([, link]) => link as string);
    const relative = links.filter((link) => !/^https?:/.test(link));
    const isFile = (link: string) => statSync(`notebooks/${link}`, { throwIfNoEntry: false })?.isFile();
    expect(relative.filter((link) => !isFile(link))).toEqual([]); // a folder is there too, but JupyterLab cannot open one
    expect(relative.length).toBeGreaterThan(0);
  });

  it("weighs at most 1.5 MB with its outputs", () => {
    expect(statSync(`notebooks/${name}.ipynb`).size).toBeLessThanOrEqual(1.5e6);
  });
});

it("A-errata.nb.ts has one callout for each slip that no other notebook shows", () => {
  const source = readFileSync("notebooks/src/A-errata.nb.ts", "utf8");
  expect(source.match(/^callout\(\{/gm)).toHaveLength(errata("A").length);
});

it("no notebook but the appendix argues with slides that its reader has not seen", () => {
  const about = (file: string) =>
    readFileSync(`notebooks/src/${file}`, "utf8").match(/\b(?:on|the|a) slides?\b/gi) ?? [];
  expect(files.filter((file) => about(file).length > 0)).toEqual([]);
});
