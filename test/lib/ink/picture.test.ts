import { inspect } from "node:util";
import { inspectCustom, jupyterDisplay, Picture } from "long-attention/plots";
import { expect, test } from "vitest";
import { wellFormed } from "../plots/check-picture.ts";

const picture = new Picture("<svg/>", 'A "small" <figure>', 10, 20);

test("Picture goes out as an image that carries its SVG, with its alt text", () => {
  const { "text/html": html, "text/plain": plain } = picture[jupyterDisplay]();
  expect(plain).toBe('A "small" <figure>');
  expect(html).toContain('alt="A &quot;small&quot; &lt;figure&gt;"');
  expect(html).toContain(`src="data:image/svg+xml;base64,${Buffer.from("<svg/>").toString("base64")}"`);
  expect(html).not.toMatch(/<svg|<script| id=/);
});

test("Picture shrinks with the page, but only until its smallest words are 11 px high", () => {
  const least = (svg: string) => /min-width: (\d+)px/.exec(new Picture(svg, "words", 640, 20).html)![1];
  expect(least('<svg><text font-size="12"/><text font-size="17"/></svg>')).toBe("587"); // 640 · 11 / 12
  expect(least("<svg><style>text{font:13px serif}.small{font-size:12.5px}</style></svg>")).toBe("564");
  expect(least('<svg><text font-size="9"/></svg>')).toBe("640");
});

test("inspect(Picture) prints the alt text where only text is shown", () => {
  expect(inspect(picture)).toBe('A "small" <figure>');
  expect(inspectCustom).toBe(inspect.custom);
  expect(jupyterDisplay).toBe(Symbol.for("Jupyter.display"));
});

test("new Picture without alt text, or without an SVG, is refused", () => {
  expect(() => new Picture("<svg/>", " ", 1, 1)).toThrow(
    "Picture: alt is empty; say in a sentence what the figure shows",
  );
  expect(() => new Picture("<p>", "text", 1, 1)).toThrow(
    "Picture: svg must be an SVG document that starts with <svg",
  );
});

test("wellFormed(xml) finds what an XML parser would reject", () => {
  expect(wellFormed('<a b="1">x &amp; y<c/></a>')).toBe("well-formed");
  for (const xml of [
    "<a>",
    "<a></b>",
    "<a>&nbsp;</a>",
    '<a b="1" b="2"/>',
    "<a b=1/>",
    '<a b="&"/>',
    "a < b",
  ])
    expect(wellFormed(xml)).not.toBe("well-formed");
});
