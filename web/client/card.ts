/** One exercise: its answer, its check, a hint, and our answer once it is solved. */
import type { Cell } from "./cell.ts";
import { progress } from "./keep.ts";
import { button, make } from "./make.ts";
import type { Notebook } from "./notebook.ts";

export class Card {
  readonly #id: string;
  readonly #check: Cell;
  readonly #mark = make("span", { class: "mark" });
  #reference: Cell | undefined;

  constructor(
    readonly article: HTMLElement,
    readonly notebook: Notebook,
  ) {
    this.#id = article.dataset.exercise!;
    const cellOf = (kind: string) =>
      notebook.cells.find((cell) => cell.kind === kind && article.contains(cell.element))!;
    const [solution, check] = [cellOf("solution"), cellOf("check")];
    this.#check = check;
    solution.joins(check);
    this.#hint();
    const ours = button("Our answer", `Our answer to ${this.#id}`, () => void this.#showReference());
    check.put(ours, this.#mark);
    // Who clicks on code that they are to write wants to write.
    solution.element.querySelector("pre.code")!.addEventListener("click", () => void solution.edit());
    this.draw();
  }

  /** The fold of the page, opened by a button beside the check. */
  #hint(): void {
    const fold = this.article.querySelector<HTMLDetailsElement>("details.hint");
    if (!fold) return;
    const hint = button("Hint", `Hint for ${this.#id}`, () => {
      fold.open = !fold.open;
    });
    hint.setAttribute("aria-expanded", String(fold.open));
    fold.addEventListener("toggle", () => hint.setAttribute("aria-expanded", String(fold.open)));
    fold.classList.add("by-button");
    this.#check.put(hint);
  }

  draw(): void {
    const reached = progress()[this.#id];
    this.#mark.textContent = reached?.solved ? "✔ solved" : "";
    this.article.toggleAttribute("data-solved", reached?.solved === true);
  }

  async #showReference(): Promise<void> {
    this.#reference ??= this.notebook.insert(this.#check, {
      id: `${this.#check.id}-reference`,
      code: `import { reference } from "@long-attention/grader";\nreference("${this.#id}");`,
    });
    await this.notebook.runAlone(this.#reference);
  }
}
