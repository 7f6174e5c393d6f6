import { BUTTON, make } from "./make.js";
import { all, changed, forget } from "./memory.js";

/** Says how many of a notebook's questions were predicted, and how well; a button begins anew. */
export function count(box: Element): void {
  const ids = box.getAttribute("data-lm-tally")!.split(" ");
  const words = make("span", {});
  const again = make(
    "button",
    { type: "button", style: BUTTON, "data-lm-suppress-shortcuts": "true" },
    "Start over",
  );
  again.addEventListener("click", () => forget(ids));
  const draw = () => {
    const guesses = all();
    const kept = ids.flatMap((id) => guesses[id] ?? []);
    const predicted = kept.filter(({ guess }) => guess !== null);
    const right = predicted.filter((guess) => guess.right === true).length;
    words.textContent =
      `You predicted ${predicted.length} of ${ids.length} here, ${right} of them right.` +
      (kept.length < ids.length ? ` Still open: ${ids.filter((id) => !guesses[id]).join(", ")}.` : "");
    again.style.display = kept.length > 0 ? "" : "none";
  };
  box.replaceChildren(words, " ", again);
  draw();
  changed(box, draw);
}
