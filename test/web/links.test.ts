/** Where the site's pages lead, and what they load. */
import { expect, it } from "vitest";
import { siteLink } from "../../web/pages/links.ts";
import { policy } from "../../web/pages/policy.ts";
import { siteFiles, sitePages, url } from "./site.ts";

const attributes = (html: string, pattern: RegExp) => [...html.matchAll(pattern)].map(([, value]) => value!);

it("every link and picture of every page leads to a file of the site, and every anchor to its place", async () => {
  const files = await siteFiles();
  const ids = new Map(
    [...files].map(([path, content]) => [
      path,
      new Set(path.endsWith(".html") ? attributes(String(content), /\sid="([^"]*)"/g) : []),
    ]),
  );
  const pages = await sitePages();
  const lost = pages.flatMap(([file, html]) =>
    attributes(html, /\s(?:href|src|data-props-at)="([^"]*)"/g)
      .filter((address) => !/^(https?|mailto):/.test(address))
      .filter((address) => {
        const [path, part] = address.split("#");
        const target = ids.get(path || file);
        return !target || (part !== undefined && !target.has(decodeURIComponent(part)));
      })
      .map((address) => `${file}: ${address}`),
  );
  expect(lost).toEqual([]);
  expect(pages.length).toBeGreaterThan(80);
});

it("no page has two elements of one id", async () => {
  const twice = (await sitePages()).flatMap(([file, html]) => {
    const ids = attributes(html, /\sid="([^"]*)"/g);
    return ids.filter((id, k) => ids.indexOf(id) !== k).map((id) => `${file}: ${id}`);
  });
  expect(twice).toEqual([]);
});

it("pages name another host in links only, and run one script, under the policy", async () => {
  for (const [file, html] of await sitePages()) {
    const outside = html
      .replace(/<a\s[^>]*>/g, "")
      .replaceAll(url, "")
      .match(/<[^>]*\s(?:src|href|action|srcset|style)="[^"]*https?:[^>]*>/g);
    expect([file, outside]).toEqual([file, null]);
    expect(html.match(/<script/g)).toHaveLength(1);
    expect(html).toContain(`<meta http-equiv="Content-Security-Policy" content="${policy}">`);
    expect(html).not.toMatch(/\son[a-z]+="/);
  }
  expect(policy).toMatch(/script-src 'self';/);
  expect(policy).not.toContain("unsafe-eval");
});

it("styles and pictures name no other host", async () => {
  const files = await siteFiles();
  const named = [...files]
    .filter(([path]) => /\.(css|svg|json)$/.test(path))
    .flatMap(([path, content]) =>
      (String(content).match(/https?:\/\/[^"'\s)<]+/g) ?? []).map((address) => `${path}: ${address}`),
    )
    .filter((line) => !/: http:\/\/www\.w3\.org\//.test(line));
  expect(named).toEqual([]);
});

it.each([
  ["start.ipynb", "index.html"],
  ["07-flash-attention.ipynb#recap", "07-flash-attention.html#recap"],
  ["../exercises/07-flash-attention.ipynb", "exercises-07-flash-attention.html"],
  ["https://observablehq.com/plot/", "https://observablehq.com/plot/"],
  ["#words", "#words"],
  ["../lib/src/flash/algorithm1.ts", "source-lib-src-flash-algorithm1.ts.html"],
])("siteLink(%j) from a notebook is %j", (href, address) => {
  expect(siteLink(href, { folder: "notebooks", name: "00-attention" }, new Set())).toBe(address);
});
