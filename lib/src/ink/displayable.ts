/** What a notebook can show. Everything visible stands on it, so it loads nothing else. */

/** The symbol by which a notebook kernel asks a value how it wants to be shown. */
export const jupyterDisplay: unique symbol = Symbol.for("Jupyter.display");
/** util.inspect.custom: how Node, and a kernel that knows no rich outputs, prints a value. */
export const inspectCustom: unique symbol = Symbol.for("nodejs.util.inspect.custom");

/** One output in several media types, such as text/html and text/plain. */
export type MimeBundle = Readonly<Record<string, string>>;

/** Anything that a notebook can show. */
export interface Displayable {
  /** The output in every medium it has. */
  [jupyterDisplay](): MimeBundle;
}
