/** What stands in the place of something that cannot be had: whoever uses it is told why, and nobody else. */

/** The name of such an error, by which it is told from the submission's own. */
export const refusalName = "ImportError";

/** JavaScript for the error itself. */
export const errorText = (sentence: string): string =>
  `Object.assign(new Error(${JSON.stringify(sentence)}), { name: "${refusalName}" })`;

/** JavaScript for a value that throws the error when it is called, read or changed. */
export const stubText = (sentence: string): string =>
  `new Proxy(function () {}, new Proxy({}, { get: () => () => { throw ${errorText(sentence)}; } }))`;

/** JavaScript for a value with which everything can be done, and nothing happens. */
export const inertText =
  "(() => { const inert = new Proxy(function () {}, " +
  '{ get: (_, key) => (key === "then" ? undefined : key === Symbol.toPrimitive ? () => "" : inert), ' +
  "set: () => true, apply: () => inert, construct: () => inert }); return inert; })()";
