/** Repairs tooltips: stock tslab leaves out what a tag is called, unless it is a parameter's. */
"use strict";

/**
 * @param {import("@tslab/typescript-for-tslab").QuickInfo} info
 * @returns {string} the signature, the description and a line for each tag
 */
function tooltip({ displayParts = [], documentation = [], tags = [] }) {
  const text = (/** @type {readonly { text: string }[]} */ parts) => parts.map((part) => part.text).join("");
  const lines = tags.map(({ name, text: parts = [] }) => `@${name} ${text(parts)}`.trim());
  const about = [text(documentation), lines.join("\n")].filter(Boolean).join("\n");
  return [text(displayParts), about].filter(Boolean).join("\n\n");
}

module.exports = { tooltip };
