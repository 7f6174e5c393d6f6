/**
 * Runs notebook cells in this very process, without Jupyter and Python, and gives the outputs in the form
 * that a notebook file (nbformat 4) keeps them. Built on the kernel's own session: same outputs.
 */
"use strict";

const path = require("node:path");

/** @type {typeof import("./in-process.cjs").createSession} */
function createSession({ root = path.join(__dirname, ".."), folder = root } = {}) {
  const before = process.cwd();
  const { Session } = require("./session.cjs");
  const session = new Session(path.resolve(root), path.resolve(folder));
  let count = 0;

  return {
    async execute(code) {
      const outputs = [];
      const shown = new Map();
      const outcome = await session.execute(code, ++count, {
        stream(name, text) {
          const last = outputs[outputs.length - 1];
          if (last?.output_type === "stream" && last.name === name) last.text += text;
          else outputs.push({ output_type: "stream", name, text });
        },
        display({ data, metadata, transient }, update) {
          const id = /** @type {any} */ (transient)?.display_id;
          if (update && shown.has(id)) {
            Object.assign(shown.get(id), { data, metadata });
            return;
          }
          const output = { output_type: "display_data", data, metadata };
          outputs.push(output);
          if (id !== undefined) shown.set(id, output);
        },
      });
      if (outcome.status === "error") {
        const { ename, evalue, traceback } = outcome;
        outputs.push({ output_type: "error", ename, evalue, traceback });
      } else if (outcome.data) {
        outputs.push({
          output_type: "execute_result",
          execution_count: count,
          data: outcome.data,
          metadata: {},
        });
      }
      return { ok: outcome.status === "ok", outputs };
    },
    close() {
      session.close();
      process.chdir(before);
    },
  };
}

module.exports = { createSession };
