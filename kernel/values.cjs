/**
 * Repairs the last expression of a cell: stock tslab prints it to stdout, whatever it is. Here it becomes
 * the cell's result; a value that knows how to show itself (`[Symbol.for("Jupyter.display")]()` returns
 * a MIME bundle) is asked to.
 */
"use strict";

const { inspect } = require("node:util");

const DISPLAY = Symbol.for("Jupyter.display");

/**
 * @param {unknown} value
 * @returns {Promise<Record<string, unknown>>} MIME type → content; binary content in base64
 */
async function toBundle(value) {
  const display = /** @type {any} */ (value)?.[DISPLAY];
  if (typeof display !== "function") return { "text/plain": inspect(value) };
  const bundle = await display.call(value);
  if (bundle === null || typeof bundle !== "object") {
    throw new TypeError(
      `[Symbol.for("Jupyter.display")]() returned ${inspect(bundle)}; return an object of MIME types, e.g. { "text/html": "<b>…</b>" }`,
    );
  }
  const encode = (/** @type {unknown} */ content) =>
    content instanceof Uint8Array ? Buffer.from(content).toString("base64") : content;
  return Object.fromEntries(Object.entries(bundle).map(([type, content]) => [type, encode(content)]));
}

module.exports = { toBundle };
