/**
 * What the kernel tells about its language, and what a built notebook says: word for word the same, or JupyterLab
 * takes a freshly opened notebook for a changed one.
 */
"use strict";

const tslab = require("tslab/package.json");

/** @type {{ name: string, version: string, mimetype: string, file_extension: string, codemirror_mode: string, pygments_lexer: string, nbconvert_exporter: string }} */
const languageInfo = {
  name: "typescript",
  version: tslab.dependencies["@tslab/typescript-for-tslab"],
  mimetype: "text/typescript",
  file_extension: ".ts",
  codemirror_mode: "typescript", // stock says "javascript", and JupyterLab 4 colours cells so
  pygments_lexer: "typescript",
  nbconvert_exporter: "script",
};

module.exports = { languageInfo };
