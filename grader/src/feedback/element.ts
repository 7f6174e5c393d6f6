/** Elements of HTML and SVG; every text in them is escaped when they are rendered. */
import { type ComponentChild, createElement, type VNode } from "preact";

export type { VNode };

/** What stands in an element: texts, elements, or nothing. */
export type Content = ComponentChild | readonly Content[];

export const h = (tag: string, attributes: object, ...content: Content[]): VNode =>
  createElement(tag, attributes, ...(content as ComponentChild[])) as VNode;
