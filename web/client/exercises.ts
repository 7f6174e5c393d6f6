/** A page of exercises: a card for each, and what has been written as files. */
import { asFile, asNotebook, type Codes, fromFile, fromNotebook } from "./answers.ts";
import { Card } from "./card.ts";
import { open, save } from "./files.ts";
import { addProgress, forgetProgress, progressFile } from "./keep.ts";
import { button, make } from "./make.ts";
import type { Notebook } from "./notebook.ts";

export function exercises(notebook: Notebook): void {
  const articles = document.querySelectorAll<HTMLElement>("article.exercise");
  const cards = [...articles].map((article) => new Card(article, notebook));
  const first = notebook.cells[0]?.element;
  first?.before(new Files(notebook, () => cards.forEach((card) => card.draw())).element);
  notebook.onSolved(() => cards.forEach((card) => card.draw()));
}

/** Answers and progress, to take along and to bring back. */
class Files {
  readonly element: HTMLElement;
  readonly #said = make("p", { role: "status" });
  /** Such as 07-flash-attention. */
  readonly #set: string;

  constructor(
    readonly notebook: Notebook,
    readonly changed: () => void,
  ) {
    this.#set = notebook.page.replace("exercises-", "");
    const row = (words: string, ...buttons: HTMLElement[]) =>
      make("p", {}, make("span", {}, words), ...buttons);
    this.element = make(
      "details",
      { class: "files" },
      make("summary", {}, "Your answers and progress as files"),
      row(
        "Answers of this page",
        button("Save .ts", "Save the answers of this page as a TypeScript file", () => this.#save("ts")),
        button("Save .ipynb", "Save the answers of this page as a notebook", () => this.#save("ipynb")),
        button("Open …", "Open a file of answers", () => this.#open()),
      ),
      row(
        "Progress in the course",
        button("Save", "Save progress to a file", () =>
          save("progress.json", progressFile(), "application/json"),
        ),
        button("Load …", "Load progress from a file", () => this.#load()),
        button("Forget", "Forget progress in this browser", () => this.#forget()),
      ),
      this.#said,
      make(
        "p",
        { class: "small" },
        "What you write stays in this browser. Files that you save are those that the course's grader takes.",
      ),
    );
  }

  #tell(words: string): void {
    this.#said.textContent = words;
  }

  async #handedOut(ending: "ts" | "ipynb"): Promise<string> {
    const answer = await fetch(`exercises/${this.#set}.${ending}`);
    if (!answer.ok) throw new Error(`exercises/${this.#set}.${ending} is not on this site`);
    return answer.text();
  }

  get #codes(): Codes {
    const cells = this.notebook.cells.filter(({ kind }) => kind === "solution" || kind === "cell");
    return new Map(cells.map(({ id, code }) => [id, code]));
  }

  async #save(ending: "ts" | "ipynb"): Promise<void> {
    await this.#trying(async () => {
      const write = ending === "ts" ? asFile : asNotebook;
      save(`${this.#set}.${ending}`, write(await this.#handedOut(ending), this.#codes), "text/plain");
      const edited = this.notebook.cells.some(({ kind, edited }) => kind === "cell" && edited);
      if (ending === "ts" && edited)
        this.#tell(
          "Only answers are in the file: cells beside them that you edited are kept by .ipynb alone.",
        );
    });
  }

  async #open(): Promise<void> {
    await this.#trying(async () => {
      const file = await open(".ts,.ipynb");
      if (!file) return;
      const ours = [...this.#codes.keys()];
      const codes = file.name.endsWith(".ipynb")
        ? fromNotebook(file.text, ours)
        : fromFile(file.text, await this.#handedOut("ts"));
      let count = 0;
      for (const cell of this.notebook.cells) {
        const code = codes.get(cell.id);
        if (code === undefined || code === cell.code) continue;
        cell.write(code);
        count++;
      }
      this.#tell(`${file.name}: ${count === 1 ? "1 cell" : `${count} cells`} changed.`);
    });
  }

  async #load(): Promise<void> {
    await this.#trying(async () => {
      const file = await open(".json");
      if (!file) return;
      addProgress(file.text);
      this.#progressChanged(`${file.name}: added to what is solved here.`);
    });
  }

  #forget(): void {
    if (!confirm("Forget what is solved, in this browser? Save it first if you may want it again.")) return;
    forgetProgress();
    this.#progressChanged("Forgotten. What you wrote is still here.");
  }

  #progressChanged(words: string): void {
    this.notebook.kernel.learn();
    this.notebook.solved();
    this.changed();
    this.#tell(words);
  }

  /** A file may be anything: then it is said what is wrong with it. */
  async #trying(work: () => Promise<void>): Promise<void> {
    this.#tell("");
    try {
      await work();
    } catch (error) {
      this.#tell(`That did not work: ${(error as Error).message}.`);
    }
  }
}
