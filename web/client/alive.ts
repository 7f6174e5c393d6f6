/** Brings to life what outputs hold: figures when they come near, questions at once. */
import { mount } from "@long-attention/figures/mount.js";
import { questions } from "../../lib/browser/predict/box.js";
import type { Layout } from "../../lib/browser/predict/cover.js";

/** A page of the web edition: text and cells are siblings. */
const page: Layout = {
  cell: ":is(.text, .cell)",
  code: ".cell",
  heading: ":is(h1, h2, h3)",
  parts: ["& .outputs:has(.out)", ".text&"],
};

const near = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      near.unobserve(target);
      const { figure = "" } = (target as HTMLElement).dataset;
      mount(figure, target.parentNode ?? document).catch((error) => console.error(error)); // its picture stays
    }
  },
  { rootMargin: "400px" },
);

export function alive(root: ParentNode): void {
  for (const figure of root.querySelectorAll("[data-figure]:not([data-ready])")) near.observe(figure);
  try {
    // The form that was answered is gone: the answer takes the focus.
    questions(root, page, (box) => box.querySelector("summary")?.focus({ preventScroll: true }));
  } catch (error) {
    console.error(error); // a cell may show what only looks like a question: it stays as it is
  }
}
