/** What the bundler makes of markup: h(…) is shorter than the runtime that TypeScript calls, and each script brings its own. */
export { Fragment, h } from "preact";
