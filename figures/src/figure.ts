import {
  type Displayable,
  escapeHtml,
  imageHtml,
  inspectCustom,
  jupyterDisplay,
  type MimeBundle,
} from "long-attention/ink";
import { h } from "preact";
import { render } from "preact-render-to-string";
import { explorables } from "./explorables.js";
import type { Props } from "./kit/props.js";
import { Sheet } from "./kit/sheet.js";
import { scriptOf } from "./script.js";

/** An interactive figure, ready to be a cell's last value. */
export interface Figure extends Displayable {
  /** A picture that teaches alone, and a script that brings it to life where scripts run. */
  readonly html: string;
  /** The picture as a standalone SVG document. */
  readonly svg: string;
  /** What it shows, in words and numbers. */
  readonly alt: string;
  [jupyterDisplay](): MimeBundle;
  [inspectCustom](): string;
}

/**
 * An interactive figure in three layers: text < static picture < live figure.
 * @param name such as "flash-stepper"
 * @param props where it starts, such as `{ step: 46 }`; out of range, they are clamped and the figure says so
 * @throws RangeError naming the known figures; Error when the figures were not built
 */
export function figure(name: string, props: Props = {}): Figure {
  const explorable = explorables[name];
  if (!explorable)
    throw new RangeError(
      `figure: there is no figure “${name}”; there are ${Object.keys(explorables).join(", ")}`,
    );
  const state = explorable.init(props);
  const svg = wellFormed(render(h(Sheet, { figure: explorable, state })));
  const alt = explorable.alt(state, explorable.derive(state));
  const width = Number(/ width="(\d+)"/.exec(svg)![1]);
  const html = `<div class="long-attention" data-figure="${name}" data-props="${escapeHtml(JSON.stringify(props))}" data-lm-suppress-shortcuts="true">${imageHtml({ svg, alt, width })}</div>${scriptOf(name)}`;
  return {
    html,
    svg,
    alt,
    [jupyterDisplay]: () => ({ "text/html": html, "text/plain": alt }),
    [inspectCustom]: () => alt,
  };
}

/** Preact writes an empty attribute, such as d="", as HTML may have it: without its value. XML wants the value. */
const wellFormed = (svg: string): string =>
  svg.replace(
    /<([\w:-]+)((?:\s+[\w:-]+(?:="[^"]*")?)+)(\s*\/?>)/g,
    (_, tag: string, attributes: string, end: string) =>
      `<${tag}${attributes.replace(/(\s+[\w:-]+)(="[^"]*")?/g, (_, name: string, value = '=""') => name + value)}${end}`,
  );
