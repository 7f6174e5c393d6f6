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
const path = require("node:path");
const { pathToFileURL } = require("node:url");
const { CELL_URL } = require("./source-maps.cjs");

const HOOK = "long-attention.end-learners-code";

// Whose code runs is told by where Node loads the works from, never by a name written here: what moves is not found, and says so.
const slashes = (/** @type {string} */ file) => file.replaceAll("\\", "/");
const ofTslab = { paths: [require.resolve("tslab")] };
const HERE = slashes(__filename);
const SESSION = slashes(require.resolve("./session.cjs"));
/** A file that a cell imports runs below it. */
const REQUIRE = slashes(require.resolve("./relative-imports.cjs"));
const TSLAB = slashes(path.dirname(require.resolve("tslab")));
const MACHINERY = [
  __dirname,
  require.resolve("tslab/dist/converter.js"),
  path.dirname(require.resolve("@tslab/typescript-for-tslab", ofTslab)),
  path.dirname(require.resolve("zeromq/package.json", ofTslab)),
].map(slashes);

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
  const homes = [CELL_URL, slashes(root), pathToFileURL(root).href];
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
  const stack = slashes(String(new Error().stack)).split("\n");
  Error.stackTraceLimit = stackTraceLimit;
  const below = stack.slice(stack.findLastIndex((frame) => frame.includes(HERE)) + 2);
  const frames = below.filter((frame) => !frame.includes(REQUIRE));
  const start = frames.findIndex((frame) => frame.includes(SESSION));
  const running = start < 0 ? frames : frames.slice(0, start);
  const within = (/** @type {string[]} */ places) => (/** @type {string} */ frame) =>
    places.some((place) => frame.includes(place));
  return (
    running.some((frame) => within(homes)(frame) && !frame.includes(TSLAB)) &&
    !running.some(within(MACHINERY))
  );
}

module.exports = { allowInterrupts, endLearnersCode, interruptHeard };
