/** The line of the kernel in the page's header, and its buttons. */
import type { Cell } from "./cell.ts";
import { button } from "./make.ts";

/** What its buttons do, and what they look at. */
export interface Actions {
  readonly document: Document;
  readonly cells: readonly Cell[];
  readonly running: Cell | undefined;
  readonly kernel: { readonly started: boolean };
  runPage(): Promise<boolean>;
  stop(): void;
  restart(): void;
  asPublished(): void;
}

export class Header {
  readonly #line: HTMLElement;
  readonly #tools: HTMLElement;
  readonly #all: HTMLButtonElement;
  readonly #stop: HTMLButtonElement;
  readonly #restart: HTMLButtonElement;
  readonly #back: HTMLButtonElement;

  constructor(readonly notebook: Actions) {
    this.#line = notebook.document.querySelector(".kernel")!;
    this.#tools = notebook.document.querySelector(".kernel-tools")!;
    this.#all = button("Run all", "Run all cells of this page", () => void notebook.runPage());
    this.#stop = button("Stop", "Stop what runs", () => {
      notebook.stop();
      this.#all.focus(); // the button that was pressed is gone
    });
    this.#restart = button("Restart", "Forget what cells have computed", () => notebook.restart());
    this.#back = button("As published", "Undo all edits of this page", () => {
      if (confirm("Undo all edits of this page? Your own code in its cells goes.")) notebook.asPublished();
    });
    this.#tools.append(this.#all, this.#stop, this.#restart, this.#back);
    this.#tools.hidden = notebook.cells.length === 0;
    this.draw();
  }

  /** What can be done now. */
  draw(): void {
    const { running, kernel, cells } = this.notebook;
    this.#all.hidden = running !== undefined;
    this.#stop.hidden = running === undefined;
    this.#restart.hidden = !kernel.started;
    this.#back.hidden = !cells.some(({ edited }) => edited);
    this.#tools.toggleAttribute("data-used", kernel.started || !this.#back.hidden);
  }

  /** How a run ended. */
  say(cell: Cell, ok: boolean, stopped: string | undefined): void {
    const { name, summary } = cell;
    if (stopped !== undefined) this.tell(`${stopped}. The next run begins afresh`);
    else this.tell(`${name[0]!.toUpperCase()}${name.slice(1)}: ${ok ? "done" : summary || "failed"}`);
  }

  tell(words: string): void {
    this.#line.textContent = words;
    this.draw();
  }
}
