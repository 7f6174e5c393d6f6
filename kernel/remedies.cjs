/** What to do about errors whose own words say only what is missing. */
"use strict";

const fs = require("node:fs");
const path = require("node:path");
const { subpathsOf } = require("./packages.cjs");

const NO_INPUT = 'A cell cannot ask for input; write the answer into a variable, as in const answer = "yes"';

/** TypeScript's "cannot find name", alone and with a suggestion. */
const NO_NAME = /^Cannot find name '(?:prompt|confirm|alert)'/;
/** Plot's own: it looks for the document of a page. */
const NO_DOCUMENT = /^Cannot read properties of undefined \(reading 'documentElement'\)/;
const NO_MODULE = /^Cannot find module '([^']+)'/;

/**
 * @param {string} root  the project
 * @param {string} message
 * @returns {string | undefined} a sentence
 */
function remedyFor(root, message) {
  if (NO_NAME.test(message)) return NO_INPUT;
  if (NO_DOCUMENT.test(message))
    return 'Charts of Observable Plot need import { show } from "long-attention/notebook" before they are drawn';
  const module = NO_MODULE.exec(message)?.[1];
  if (module === undefined || /^[./]/.test(module) || path.isAbsolute(module)) return undefined;
  const [name] = /^(@[^/]+\/)?[^/]+/.exec(module) ?? [module];
  if (name.startsWith("node:")) return undefined;
  if (!fs.existsSync(path.join(root, "node_modules", name)))
    return `To install it, run in the course's folder: npm install ${name}`;
  const parts = subpathsOf(root, name);
  return parts.length > 0 ? `There are: ${parts.join(", ")}` : undefined;
}

module.exports = { NO_INPUT, remedyFor };
