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
