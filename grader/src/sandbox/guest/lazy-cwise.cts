/**
 * Stands in for cwise-compiler, which writes and compiles some seventy functions when ndarray-ops is loaded. A
 * solution needs two or three of them, and a submission gets a new realm for every exercise: so each is compiled
 * when it is first called.
 */
import compile = require("cwise-compiler");

export = (description: compile.Description): compile.Compiled => {
  let compiled: compile.Compiled | undefined;
  return (...args) => (compiled ??= compile(description))(...args);
};
