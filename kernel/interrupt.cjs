/**
 * Ends the learner's code in the middle of a loop, on every platform, with all variables kept.
 *
 * The control thread has V8 evaluate `endLearnersCode(n)` on the main thread, between two steps of whatever runs there.
 * Only there it can be seen what that is: terminating tslab's converter or this kernel would break them,
 * and terminating a timer's callback would break Node (the callback's bookkeeping is never closed, and Node aborts).
 * So a loop in a timer's callback cannot be stopped; Restart ends it.
 */
"use strict";

const { executionAsyncId } = require("node:async_hooks");
const { Session } = require("node:inspector");
const { pathToFileURL } = require("node:url");
const { CELL_URL } = require("./source-maps.cjs");

const HOOK = "long-attention.end-learners-code";
const MACHINERY = /\/kernel\/[\w-]+\.cjs|\/tslab\/dist\/converter|\/typescript-for-tslab\/|\/zeromq\//;

let heard = 0;

/** The main thread has taken an interrupt up: what was to be evaluated for its sake must not hit the next cell. */
function interruptHeard() {
  heard++;
}

/** @param {number} n  for the nth interrupt  @returns {string} what the control thread evaluates */
function endLearnersCode(n) {
  return `globalThis[Symbol.for("${HOOK}")]?.(${n})`;
}

/** @param {string} root  the project: the learner's code is in cells and in its files */
function allowInterrupts(root) {
  const inspector = new Session();
  inspector.connect();
  const homes = [CELL_URL, root.replaceAll("\\", "/"), pathToFileURL(root).href];
  const hook = (/** @type {number} */ n) => {
    const inCallbackOfNode = executionAsyncId() !== 0;
    if (n > heard && !inCallbackOfNode && runsLearnersCode(homes))
      inspector.post("Runtime.terminateExecution");
  };
  Object.defineProperty(globalThis, Symbol.for(HOOK), { value: hook });
}

/**
 * Reads the stack below this hook, down to where the session started the cell.
 * @param {string[]} homes  what a frame in the learner's code contains
 */
function runsLearnersCode(homes) {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 200;
  const stack = String(new Error().stack).replaceAll("\\", "/").split("\n");
  Error.stackTraceLimit = stackTraceLimit;
  const frames = stack.slice(stack.findLastIndex((frame) => frame.includes("/kernel/interrupt.cjs")) + 2);
  const start = frames.findIndex((frame) => frame.includes("/kernel/session.cjs"));
  const running = start < 0 ? frames : frames.slice(0, start);
  return (
    running.some((frame) => homes.some((home) => frame.includes(home)) && !frame.includes("/tslab/dist/")) &&
    !running.some((frame) => MACHINERY.test(frame))
  );
}

module.exports = { allowInterrupts, endLearnersCode, interruptHeard };
