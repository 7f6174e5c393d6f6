/**
 * What a question of `predict` does in the browser: it swaps the plain "Answer" fold for a form, keeps the guess, and
 * only then reveals the answer. It needs neither ids nor globals, so a page may hold many questions and a
 * cell may run again. Without scripts the fold stays.
 */

/** What the notebook's output says of the question, in its data-lm-predict. */
interface Spec {
  readonly answer: number | string;
  readonly unit: string;
  readonly tolerance: number;
  readonly choices?: readonly string[];
}

const BUTTON =
  "margin-top: 8px; padding: 4px 14px; border: 1px solid currentColor; border-radius: 6px; background: transparent; color: inherit; font: inherit; cursor: pointer";

function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  props: Readonly<Record<string, string>>,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(props)) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

/** A number as a person writes it: ≈ 57,344, 12.5 %, 1/8 or 0,125. NaN when it is none. */
function numberIn(text: string, unit: string): number {
  const match = /^[≈~]?\s*([-−+]?)([\d.,\s_]*\d\.?(?:e[-+]?\d+)?)(?:\s*\/\s*(\d+))?\s*(%?)/i.exec(
    text.trim(),
  );
  if (!match) return Number.NaN;
  const [, sign, written = "", below = "1", percent] = match;
  const digits = written.replace(/[\s_]/g, "");
  const decimalComma = /^0,\d+$|^\d+,(\d{1,2}|\d{4,})$/.test(digits); // 0,125 and 2,5, but not 57,344
  const size = Number(decimalComma ? digits.replace(",", ".") : digits.replaceAll(",", "")) / Number(below);
  return (sign && sign !== "+" ? -size : size) / (percent && unit !== "%" ? 100 : 1);
}

/** What is said about a guess; nothing when it should be a number and is none. */
function judge(guess: string, { answer, unit, tolerance, choices }: Spec): string | undefined {
  if (choices) return guess === answer ? "Right." : "Not quite.";
  if (typeof answer !== "number") return "Compare with the answer.";
  const x = numberIn(guess, unit);
  if (Number.isNaN(x)) return undefined;
  if (x === answer || Math.abs(x - answer) <= tolerance * Math.abs(answer)) return "Right.";
  const ratio = x / answer;
  if (!(ratio > 0) || !Number.isFinite(ratio)) return "Not quite.";
  const times = Math.max(ratio, 1 / ratio);
  if (times < 1.1) return "Very close.";
  const factor = times < 10 ? times.toFixed(1) : times < 1e6 ? Math.round(times) : times.toExponential(0);
  return `Too ${ratio > 1 ? "large" : "small"} by a factor of ${factor}.`;
}

/** Makes a list of choices one of radio buttons; gives what is chosen. */
function offer(list: Element, choices: readonly string[]): () => string {
  list.setAttribute("style", "list-style: none; padding-left: 0; margin: 6px 0 0");
  const radios = [...list.children].map((item, k) => {
    const radio = make("input", { type: "radio", name: "guess", value: String(k) });
    item.replaceChildren(make("label", {}, radio, " ", ...item.childNodes));
    return radio;
  });
  return () => choices[radios.findIndex((radio) => radio.checked)] ?? "";
}

function ask(box: Element): void {
  const spec = JSON.parse(box.getAttribute("data-lm-predict")!) as Spec;
  const fold = box.querySelector("details")!;
  const list = box.querySelector("ul");
  const verdict = make("p", { role: "status", style: "margin: 8px 0 0" });
  const input = make("input", {
    "aria-label": "Your guess",
    size: "14",
    autocomplete: "off",
    placeholder: "your guess",
  });
  const guessed = list ? offer(list, spec.choices ?? []) : () => input.value.trim();
  const between = list || !spec.unit ? " " : ` ${spec.unit} `;
  const button = make("button", { type: "submit", style: BUTTON }, "Predict");
  const form = make("form", { style: "margin: 8px 0 0" }, list ?? input, between, button);

  form.addEventListener("keydown", (event) => {
    // JupyterLab keeps Enter for itself.
    if (event.key !== "Enter" || (event.target as Element).localName !== "input") return;
    event.preventDefault();
    form.requestSubmit();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const guess = guessed();
    const words = guess && judge(guess, spec);
    if (!words) {
      verdict.textContent = guess ? "Please write a number." : "First a guess, then the answer.";
      return;
    }
    form.hidden = true;
    form.style.display = "none";
    const unit =
      spec.unit && !spec.choices && !Number.isNaN(numberIn(guess, spec.unit)) ? ` ${spec.unit}` : "";
    verdict.textContent = `You said ${guess}${unit}. ${words}`;
    fold.style.display = "";
    fold.setAttribute("open", "");
    // The form had the focus and is gone: hand it to JupyterLab's next cell, so that Shift+Enter goes on there.
    (box.closest(".jp-Cell")?.nextElementSibling as HTMLElement | null | undefined)?.focus({
      preventScroll: true,
    });
  });
  // JupyterLab's shortcuts match the element with the focus, so each must say itself that it wants its keys.
  for (const own of [...form.querySelectorAll("input, button"), fold.querySelector("summary")])
    own?.setAttribute("data-lm-suppress-shortcuts", "true");
  fold.style.display = "none";
  box.insertBefore(form, fold);
  box.insertBefore(verdict, fold);
}

for (const box of document.querySelectorAll("[data-lm-predict]:not([data-lm-ready])")) {
  box.setAttribute("data-lm-ready", "");
  ask(box);
}

export {};
