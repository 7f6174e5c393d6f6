import { type Displayable, inspectCustom, jupyterDisplay, type MimeBundle } from "./displayable.js";

/** One output as HTML, and as plain text for terminals and kernels that know no HTML. */
export class Rich implements Displayable {
  constructor(
    readonly html: string,
    readonly text: string,
  ) {}

  /** What a notebook shows. */
  [jupyterDisplay](): MimeBundle {
    return { "text/html": this.html, "text/plain": this.text };
  }

  /** What a terminal shows. */
  [inspectCustom](): string {
    return this.text;
  }
}
