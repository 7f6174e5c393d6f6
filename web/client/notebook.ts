/** The cells of a page as one notebook: which run before which, and what is said of it in the header. */
import { alive } from "./alive.ts";
import { type Around, Cell } from "./cell.ts";
import { Header } from "./header.ts";
import { keepProgress, progress } from "./keep.ts";
import { Kernel } from "./kernel.ts";
import { make } from "./make.ts";
import type { TypesOfCell } from "./types.ts";

export class Notebook implements Around {
  readonly page: string;
  readonly edition: string;
  readonly kernel: Kernel;
  readonly cells: Cell[];
  readonly #header: Header;
  readonly #whenSolved: (() => void)[] = [];
  #outputs: typeof import("./output.ts") | undefined;
  #types: import("./types.ts").Types | undefined;

  constructor(readonly document: Document) {
    const { page = "", edition = "" } = document.body.dataset;
    this.page = page;
    this.edition = edition;
    this.kernel = new Kernel({
      show: (message) => this.#cell(message.id)?.show(message),
      keep: (reached) => {
        keepProgress(reached);
        this.solved();
      },
      progress,
      changed: () => this.#header.draw(),
    });
    const sections = document.querySelectorAll<HTMLElement>("section.cell");
    this.cells = [...sections].map((section) => new Cell(section, this));
    this.#header = new Header(this);
  }

  /** Calls when the record of what is solved changes. */
  onSolved(then: () => void): void {
    this.#whenSolved.push(then);
  }

  solved(): void {
    for (const then of this.#whenSolved) then();
  }

  /** A cell that is not on the published page, without its code. */
  insert(after: Cell, { id, code }: { readonly id: string; readonly code: string }): Cell {
    const pre = make("pre", { class: "code", hidden: "" }, make("code", {}, code));
    const section = make(
      "section",
      { class: "cell", "data-cell": id, "data-number": String(after.number), "data-kind": "check" },
      pre,
      make("div", { class: "outputs" }),
    );
    after.element.after(section);
    const cell = new Cell(section, this);
    cell.tools.hidden = true;
    this.cells.splice(this.cells.indexOf(after) + 1, 0, cell);
    return cell;
  }

  /** Loaded before the first run. */
  get outputs(): typeof import("./output.ts") {
    return this.#outputs!;
  }

  get running(): Cell | undefined {
    return this.kernel.running === undefined ? undefined : this.#cell(this.kernel.running);
  }

  #cell(id: string): Cell | undefined {
    return this.cells.find((cell) => cell.id === id);
  }

  alive(root: ParentNode): void {
    alive(root);
  }

  /** Runs a cell; before it those above whose names are not there. */
  async runTo(cell: Cell): Promise<boolean> {
    const above = this.cells.slice(0, this.cells.indexOf(cell)).filter((one) => this.#isNeeded(one));
    return this.#runAll([...above, cell], cell);
  }

  /** Runs a cell that needs no other. */
  async runAlone(cell: Cell): Promise<boolean> {
    return this.#runAll([cell], cell);
  }

  /** Runs the whole page, but no checks: they are asked for. */
  async runPage(): Promise<boolean> {
    return this.#runAll(this.cells.filter(({ kind }) => kind !== "check"));
  }

  #isNeeded({ id, kind }: Cell): boolean {
    return !this.kernel.ran.has(id) && kind !== "check";
  }

  /** @param wanted whatever else fails, this one is what was asked for */
  async #runAll(cells: readonly Cell[], wanted?: Cell): Promise<boolean> {
    this.#outputs ??= await import("./output.ts");
    this.kernel.start();
    for (const cell of cells) {
      const { ok, stopped } = await cell.runAlone(wanted === undefined || cell === wanted);
      this.#header.say(cell, ok, stopped);
      // Another exercise's answer may fail: this one need not wait for it.
      if (stopped !== undefined || (!ok && !(cell.kind === "solution" && wanted?.kind === "check")))
        return false;
    }
    return true;
  }

  stop(why?: string): void {
    this.kernel.stop(why);
  }

  restart(): void {
    this.kernel.stop("Stopped, and begun afresh");
    this.kernel.start();
    this.#header.tell("Begun afresh: no cell has run");
  }

  /** Every cell as it was published, code and outputs. */
  asPublished(): void {
    this.kernel.stop();
    for (const cell of this.cells) cell.reset();
    this.#header.tell("As it was published");
  }

  /** What stands below may see another value now. */
  edited(cell: Cell): void {
    for (const { id } of this.cells.slice(this.cells.indexOf(cell))) this.kernel.ran.delete(id);
    this.#types?.changed();
    this.#header.draw();
  }

  /** Colours that code has when it was written here. */
  async colour(code: HTMLElement): Promise<void> {
    const text = code.textContent!;
    const { coloured } = await import("./colours.ts");
    if (code.textContent === text) code.replaceChildren(coloured(text));
  }

  /** Types of a cell, among those of the cells above it. */
  async typesFor(cell: Cell): Promise<TypesOfCell | undefined> {
    const { openTypes } = await import("./types.ts");
    this.#types ??= await openTypes(() => this.cells);
    return this.#types?.of(cell);
  }
}
