/**
 * Repairs what ends, holds up or silences a stock kernel: `process.exit()` in a cell, waiting for input that
 * nobody can give, and errors that nobody catches (in timers, in promises without `await`), which are shown as stderr
 * of the latest cell.
 */
"use strict";

const { Readable } = require("node:stream");
const { NO_INPUT } = require("./remedies.cjs");
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
  const stdin = Object.getOwnPropertyDescriptor(process, "stdin");
  const uncaught = report("Uncaught");
  const unhandled = report("Uncaught (in a promise)");

  process.exit = (code) => {
    if (!String(new Error().stack).includes(CELL_URL)) exit.call(process, code); // not a cell: whoever runs this session
    throw new Error(
      "process.exit() would end the kernel and lose every variable; let the cell end, or use Restart or Shut Down in the Kernel menu",
    );
  };
  Object.defineProperty(process, "stdin", { value: withoutInput(), configurable: true, enumerable: true });
  Error.stackTraceLimit = 50; // the default, 10, can stop short of the cell
  delete process.env.FORCE_COLOR; // colour codes do not belong into notebooks
  process.on("uncaughtException", uncaught);
  process.on("unhandledRejection", unhandled);

  return () => {
    process.exit = exit;
    if (stdin) Object.defineProperty(process, "stdin", stdin);
    Error.stackTraceLimit = stackTraceLimit;
    if (FORCE_COLOR !== undefined) process.env.FORCE_COLOR = FORCE_COLOR;
    process.off("uncaughtException", uncaught);
    process.off("unhandledRejection", unhandled);
  };
}

/** Standard input: who asks whether it is a terminal hears that it is none, who reads or listens hears why not. */
function withoutInput() {
  const refuse = () => {
    throw new Error(NO_INPUT);
  };
  const reading = ["on", "once", "addListener", "prependListener", "read", "resume", "pipe", "setEncoding"];
  return Object.assign(
    new Readable({ read: refuse }),
    Object.fromEntries([...reading, "setRawMode", Symbol.asyncIterator].map((method) => [method, refuse])),
    { fd: 0, isTTY: false },
  );
}

module.exports = { guard };
