/**
 * Repairs what ends or silences a stock kernel: `process.exit()` in a cell, and errors that nobody
 * catches (in timers, in promises without `await`), which are shown as stderr of the latest cell.
 */
"use strict";

const { CELL_URL } = require("./source-maps.cjs");

/**
 * @param {(text: string) => void} show
 * @param {import("./errors.cjs").Errors} errors
 * @returns {() => void} lifts the guards
 */
function guard(show, errors) {
  const { exit } = process;
  const { stackTraceLimit } = Error;
  const { FORCE_COLOR } = process.env;
  const report = (/** @type {string} */ what) => (/** @type {unknown} */ thrown) =>
    show(`${what} ${errors.ofThrown(thrown).traceback.join("\n")}\n`);
  const uncaught = report("Uncaught");
  const unhandled = report("Uncaught (in a promise)");

  process.exit = (code) => {
    if (!String(new Error().stack).includes(CELL_URL)) exit.call(process, code); // not a cell: whoever runs this session
    throw new Error(
      "process.exit() would end the kernel and lose every variable; let the cell end, or use Restart or Shut Down in the Kernel menu",
    );
  };
  Error.stackTraceLimit = 50; // the default, 10, can stop short of the cell
  delete process.env.FORCE_COLOR; // colour codes do not belong into notebooks
  process.on("uncaughtException", uncaught);
  process.on("unhandledRejection", unhandled);

  return () => {
    process.exit = exit;
    Error.stackTraceLimit = stackTraceLimit;
    if (FORCE_COLOR !== undefined) process.env.FORCE_COLOR = FORCE_COLOR;
    process.off("uncaughtException", uncaught);
    process.off("unhandledRejection", unhandled);
  };
}

module.exports = { guard };
