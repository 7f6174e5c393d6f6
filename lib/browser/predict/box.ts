/**
 * What a question of `predict` does in a browser: it swaps the plain "Answer" fold for a form and covers what the cells below
 * show; a guess, or "Show", opens both. Guesses outlast a reload, and a tally counts them. It needs neither ids nor globals, so a
 * page may hold many questions and a cell may run again. Without scripts the fold stays.
 */
import { unseal } from "../../src/notebook/seal.js";
import { coverBelow, type Layout } from "./cover.js";
import { judge, numberIn, type Spec } from "./judge.js";
import { BUTTON, make } from "./make.js";
import { changed, remember, said } from "./memory.js";
import { count } from "./tally.js";

/** Makes a list of choices one of radio buttons; gives what is chosen. */
function offer(list: Element, choices: readonly string[]) {
  list.setAttribute("style", "list-style: none; padding-left: 0; margin: 6px 0 0");
  const radios = [...list.children].map((item, k) => {
    const radio = make("input", { type: "radio", name: "guess", value: String(k) });
    item.replaceChildren(make("label", {}, radio, " ", ...item.childNodes));
    return radio;
  });
  const enable = (on: boolean) => {
    for (const radio of radios) on ? radio.removeAttribute("disabled") : radio.setAttribute("disabled", "");
  };
  return { chosen: () => choices[radios.findIndex((radio) => radio.checked)] ?? "", enable };
}

function ask(box: Element, answered: (box: Element) => void): void {
  const spec = unseal(box.getAttribute("data-lm-predict")!) as Spec;
  const { unit = "", choices } = spec;
  const fold = box.querySelector("details")!;
  const list = box.querySelector("ul");
  const verdict = make("p", { role: "status", style: "margin: 8px 0 0" });
  const input = make("input", {
    "aria-label": "Your guess",
    size: "14",
    autocomplete: "off",
    placeholder: "your guess",
  });
  const radios = list ? offer(list, choices ?? []) : undefined;
  const between = list || !unit ? " " : ` ${unit} `;
  const button = make("button", { type: "submit", style: BUTTON }, "Predict");
  const show = make("button", { type: "button", style: BUTTON }, "Show");
  const form = make(
    "form",
    { style: "margin: 8px 0 0" },
    ...(list ? [] : [input]),
    between,
    button,
    " ",
    show,
  );

  /** Open with a guess (null: the reader looked without one), closed without. */
  function draw(guess: string | null | undefined): void {
    const open = guess !== undefined;
    box.toggleAttribute("data-lm-open", !open);
    form.style.display = open ? "none" : "";
    form.toggleAttribute("hidden", open);
    radios?.enable(!open);
    fold.style.display = open ? "" : "none";
    fold.toggleAttribute("open", open);
    if (!open) verdict.textContent = "";
    else if (guess === null) verdict.textContent = "Shown without a guess.";
    else {
      const said = `${guess}${unit && !choices && !Number.isNaN(numberIn(guess, unit)) ? ` ${unit}` : ""}`;
      verdict.textContent = `You said ${said}. ${judge(guess, spec)}`;
    }
  }

  function answer(guess: string | null): void {
    draw(guess);
    remember(spec, guess);
    answered(box);
  }

  form.addEventListener("keydown", (event) => {
    // JupyterLab keeps Enter for itself.
    if (event.key !== "Enter" || (event.target as Element).localName !== "input") return;
    event.preventDefault();
    form.requestSubmit();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const guess = radios ? radios.chosen() : input.value.trim();
    if (guess && judge(guess, spec)) answer(guess);
    else verdict.textContent = guess ? "Please write a number." : "First a guess, then the answer.";
  });
  show.addEventListener("click", () => answer(null));
  // JupyterLab's shortcuts match the element with the focus, so each must say itself that it wants its keys.
  for (const own of [
    ...box.querySelectorAll("li input"),
    ...form.querySelectorAll("input, button"),
    fold.querySelector("summary"),
  ])
    own?.setAttribute("data-lm-suppress-shortcuts", "true");
  box.insertBefore(form, fold);
  box.insertBefore(verdict, fold);
  draw(said(spec));
  changed(box, () => draw(said(spec)));
}

/**
 * Brings the questions and tallies in `root` to life that are not alive yet.
 * @param answered called when a question has been, with the focus still on its form, which is gone
 */
export function questions(root: ParentNode, layout: Layout, answered: (box: Element) => void): void {
  for (const box of root.querySelectorAll("[data-lm-predict]:not([data-lm-ready])")) {
    box.setAttribute("data-lm-ready", "");
    ask(box, answered);
    coverBelow(box, layout);
  }
  for (const box of root.querySelectorAll("[data-lm-tally]:not([data-lm-ready])")) {
    box.setAttribute("data-lm-ready", "");
    count(box);
  }
}
