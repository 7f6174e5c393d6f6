/**
 * Covers what answers an open question: the outputs of the code cells below it and the text after the first of them, up to the next
 * heading or question. Cells come and go while a page is read in, and text is rendered late, so it looks again at every change.
 */
const COVERED = "data-lm-covered";

/** What a page is made of, in selectors. */
export interface Layout {
  /** A cell; cells are siblings. */
  readonly cell: string;
  /** A cell of code. */
  readonly code: string;
  /** A heading in a cell of text. */
  readonly heading: string;
  /** What is covered; & stands for a covered cell. */
  readonly parts: readonly string[];
}

export const jupyterLab: Layout = {
  cell: ".jp-Cell",
  code: ".jp-CodeCell",
  heading: ".jp-RenderedMarkdown :is(h1, h2, h3)",
  parts: ["& .jp-Cell-outputWrapper:has(.jp-OutputArea-child)", "& .jp-RenderedMarkdown"],
};

const styleOf = ({ parts }: Layout): string => {
  const each = (end = "") => parts.map((part) => part.replace("&", `[${COVERED}]`) + end).join(", ");
  return `
${each()} { position: relative; max-height: 2.6em; min-height: 2.6em; overflow: hidden; }
${each(" > *")} { visibility: hidden !important; }
${each("::before")} {
  content: "Covered: predict above, or press Show."; position: absolute; inset: 2px 8px; padding: 4px 12px;
  border: 1px dashed currentColor; border-radius: 6px; opacity: 0.75; font-family: var(--jp-content-font-family, system-ui); }
[data-lm-fold] > summary { display: none; }
@media print { [${COVERED}] { display: none; } }`;
};

/** Watches the page of this box, once for all boxes on it. */
export function coverBelow(box: Element, layout: Layout): void {
  const page = box.closest(layout.cell)?.parentElement;
  if (!page || page.hasAttribute("data-lm-covers")) return;
  page.setAttribute("data-lm-covers", "");
  const style = document.createElement("style");
  style.textContent = styleOf(layout);
  document.head.append(style);
  let waiting = false;
  const look = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      cover(page, layout);
    });
  };
  new MutationObserver(look).observe(page, {
    childList: true,
    subtree: true,
    attributes: true,
    attributeFilter: ["data-lm-open"],
  });
  cover(page, layout);
}

/** Marks the cells that an open question covers, and no others; opens the folds that cover them where no script runs. */
export function cover(page: Element, layout: Layout): void {
  for (const fold of page.querySelectorAll("[data-lm-fold]:not([open])")) fold.setAttribute("open", "");
  let open = false;
  let answered = false;
  for (const cell of page.querySelectorAll(`:scope > ${layout.cell}`)) {
    const box = cell.querySelector("[data-lm-predict]");
    if (box || cell.querySelector(layout.heading)) {
      open = box?.hasAttribute("data-lm-open") ?? false;
      answered = false;
      cell.removeAttribute(COVERED);
      continue;
    }
    const code = cell.matches(layout.code);
    const covered = open && (code || answered);
    if (cell.hasAttribute(COVERED) !== covered) cell.toggleAttribute(COVERED, covered);
    answered ||= code;
  }
}
