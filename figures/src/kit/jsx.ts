/**
 * What the bundler makes of markup: a call that is shorter than the runtime that TypeScript calls, and each script brings
 * its own. Its name is one that no figure gives to anything of its own: an `h` for heads once hid Preact's.
 */
export { Fragment as preactFragment, h as preactElement } from "preact";
