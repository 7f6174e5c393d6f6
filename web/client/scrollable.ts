/** What is wider than its place scrolls in it; then, and only then, arrow keys must reach it. */
const BOXES = ".rich, .long-attention, .katex-display, .scroll";

/** Boxes of the page now, and those that come when a cell has run. */
export function keepScrollable(page: Document): void {
  const sizes = new ResizeObserver((entries) => {
    for (const { target } of entries) mark(target as HTMLElement);
  });
  const watch = (root: ParentNode) => {
    for (const box of root.querySelectorAll(BOXES)) {
      sizes.observe(box);
      // A picture that arrives later changes what is in the box, not the box.
      for (const part of box.children) sizes.observe(part);
    }
  };
  watch(page);
  new MutationObserver((changes) => {
    for (const { addedNodes, target } of changes) if (addedNodes.length > 0) watch(target as Element);
  }).observe(page.querySelector("main")!, { childList: true, subtree: true });
}

function mark(element: HTMLElement): void {
  const box = element.closest<HTMLElement>(BOXES);
  if (!box) return;
  if (box.scrollWidth > box.clientWidth + 1) {
    box.tabIndex = 0;
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", "Scrolls sideways");
  } else if (box.getAttribute("aria-label") === "Scrolls sideways") {
    for (const name of ["tabindex", "role", "aria-label"]) box.removeAttribute(name);
  }
}
