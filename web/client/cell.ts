/** One cell of a page: its code, what can be done with it, what it shows. */
import type { Editor } from "./editor.ts";
import { edits, keepEdit } from "./keep.ts";
import type { End, Kernel } from "./kernel.ts";
import { button, make } from "./make.ts";
import type { Shown } from "./messages.ts";
import type { TypesOfCell } from "./types.ts";

/** What a cell asks of the page that it is on. */
export interface Around {
  /** The page's name, by which edits are kept, and its edition. */
  readonly page: string;
  readonly edition: string;
  readonly kernel: Kernel;
  readonly running: Cell | undefined;
  /** There before anything runs. */
  readonly outputs: typeof import("./output.ts");
  /** Runs a cell, and before it what it needs. */
  runTo(cell: Cell): Promise<boolean>;
  stop(why?: string): void;
  /** Brings to life what an output holds. */
  alive(output: HTMLElement): void;
  edited(cell: Cell): void;
  /** Gives code the colours of published code. */
  colour(code: HTMLElement): Promise<void>;
  typesFor(cell: Cell): Promise<TypesOfCell | undefined>;
}

export type Kind = "cell" | "prediction" | "check" | "solution";
/** How its last run went. */
export type State = "running" | "ok" | "failed";

/** ms after which a run is worth a word. */
const SLOW = 250;
/** Characters of one run. A page that holds more answers slowly, and a loop that shows would keep its reader from Stop. */
const MOST = 3_000_000;
/** What an output costs beside its characters. */
const COST = { stream: 100, error: 100, display: 3_000 } as const;
const BEYOND = "… what this cell shows beyond this is left out: it is more than a page can hold";

const costOf = (message: Shown): number =>
  Object.values(Object(message.kind === "display" ? message.data : [message.text])).reduce<number>(
    (sum, text) => sum + String(text).length,
    COST[message.kind],
  );

export class Cell {
  readonly id: string;
  readonly number: number;
  readonly kind: Kind;
  readonly published: string;
  readonly tools: HTMLElement;
  code: string;
  #editor: Editor | undefined;
  #opening: Promise<Editor> | undefined;
  /** What it showed when it was published; it comes back with the code. */
  readonly #shown: readonly Node[];
  readonly #pre: HTMLElement;
  readonly #outputs: HTMLElement;
  readonly #run: HTMLButtonElement;
  readonly #edit: HTMLButtonElement;
  readonly #back: HTMLButtonElement;
  readonly #took: HTMLElement;
  #note: HTMLElement | undefined;
  /** Says, of an edit of an earlier visit, that what stands below it is not its own. */
  readonly #below = make("span", {}, "Below is what the published cell shows. Run computes yours.");
  #room = MOST;
  /** The outputs of the last run are still there. */
  #stale = false;
  /** The run is for its names alone. */
  #keeps = false;
  /** What is run where this cell is asked for: of an answer, its check. */
  #goal: Cell = this;

  constructor(
    readonly element: HTMLElement,
    readonly notebook: Around,
  ) {
    const { cell = "", number = "0", kind = "cell" } = element.dataset;
    this.id = cell;
    this.number = Number(number);
    this.kind = kind as Kind;
    this.#pre = element.querySelector("pre.code")!;
    this.#outputs = element.querySelector(".outputs")!;
    this.#shown = [...this.#outputs.childNodes];
    this.published = this.#pre.textContent!;
    this.code = this.published;
    this.#run = button(this.kind === "check" ? "Check" : "Run", `${this.verb} ${this.name}`, () => {
      if (notebook.running === this) notebook.stop();
      else this.#go();
    });
    this.#edit = button("Edit", `Edit ${this.name}`, () => void this.edit());
    if (this.kind === "check") this.#run.className = "main";
    this.#back = button("Undo edits", `Undo the edits of ${this.name}`, () => this.reset());
    this.#took = make("span", { class: "took" });
    this.tools = make("div", { class: "tools", role: "group", "aria-label": this.name });
    this.tools.append(this.#run);
    if (this.kind !== "check") this.tools.append(this.#edit, this.#back);
    this.tools.append(this.#took);
    const fold = element.querySelector("details.source");
    if (fold && this.kind !== "check") fold.append(this.tools);
    else this.#outputs.before(this.tools);
    this.#keys();
    this.#restore();
  }

  get name(): string {
    return `cell ${this.number}`;
  }

  get verb(): "Check" | "Run" {
    return this.kind === "check" ? "Check" : "Run";
  }

  get edited(): boolean {
    return this.code !== this.published;
  }

  #go(): void {
    void this.notebook.runTo(this.#goal);
  }

  /** Buttons of who knows more about it. */
  put(...nodes: Node[]): void {
    for (const node of nodes) this.tools.insertBefore(node, this.#took);
  }

  /** Becomes a part of another cell, which has the buttons of both and is run in this one's place. */
  joins(goal: Cell): void {
    this.#goal = goal;
    goal.put(this.#edit, this.#back);
    this.tools.remove();
  }

  /** On the code itself: Enter edits, Shift Enter runs. */
  #keys(): void {
    this.#pre.tabIndex = 0;
    this.#pre.addEventListener("dblclick", () => void this.edit());
    this.#pre.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      if (event.shiftKey || event.ctrlKey || event.metaKey) this.#go();
      else void this.edit();
    });
  }

  /** An edit of an earlier visit. */
  #restore(): void {
    const edit = edits(this.notebook.page)[this.id];
    this.#back.hidden = true;
    if (!edit) return;
    const changed = edit.from !== this.published;
    const words = `This is your copy, of edition ${edit.edition}. The published cell has changed since. `;
    this.#note = make("p", { class: "note" }, changed ? words : "");
    if (this.#outputs.firstElementChild) this.#note.append(this.#below);
    this.#outputs.before(this.#note);
    this.#setCode(edit.code);
    this.#show(edit.code);
  }

  async edit(): Promise<void> {
    const fold = this.element.querySelector<HTMLDetailsElement>("details.source");
    if (fold) fold.open = true;
    if (this.kind === "check") return;
    this.#editor ??= await (this.#opening ??= this.#open());
    this.#editor.focus();
  }

  async #open(): Promise<Editor> {
    const { openEditor } = await import("./editor.ts");
    return openEditor(this.#pre, this.code, {
      label: `TypeScript of ${this.name}. Shift Enter runs it, Escape leaves it.`,
      run: () => this.#go(),
      leave: () => this.#edit.focus(),
      changed: (code) => this.#keep(code),
      types: this.notebook.typesFor(this),
    });
  }

  #keep(code: string): void {
    const from = edits(this.notebook.page)[this.id]?.from ?? this.published;
    const edit = { code, from, edition: this.notebook.edition };
    keepEdit(this.notebook.page, this.id, code === this.published ? undefined : edit);
    this.#setCode(code);
    this.notebook.edited(this);
  }

  #setCode(code: string): void {
    this.code = code;
    this.#back.hidden = !this.edited;
    this.element.toggleAttribute("data-edited", this.edited);
  }

  /** Writes over the code, as if it were typed. */
  write(code: string): void {
    if (this.#editor) this.#editor.set(code);
    else {
      this.#show(code);
      this.#keep(code);
    }
  }

  #show(code: string): void {
    const still = this.#pre.querySelector("code")!;
    still.textContent = code;
    void this.notebook.colour(still);
  }

  /** Code and outputs as they were published. */
  reset(): void {
    const focused = this.#back === document.activeElement;
    this.write(this.published);
    this.#note?.remove();
    this.#outputs.replaceChildren(...this.#shown);
    this.#took.textContent = "";
    delete this.element.dataset.state;
    if (focused) this.#run.focus(); // the button that was pressed is gone
  }

  /**
   * Runs it, and nothing else. Its outputs change when the first new one comes, so that the page stands still.
   * @param asked whether it is what the reader asked for: a question that is only run for its names keeps its form
   */
  async runAlone(asked = true): Promise<End> {
    const began = performance.now();
    this.#keeps = !asked && this.kind === "prediction" && !this.edited;
    this.#stale = !this.#keeps;
    this.#room = MOST;
    this.element.dataset.state = "running" satisfies State;
    const slow = setTimeout(() => {
      this.#run.textContent = "Stop";
      this.#run.setAttribute("aria-label", `Stop ${this.name}`);
    }, SLOW);
    const end = await this.notebook.kernel.run(this.id, this.number, this.code);
    clearTimeout(slow);
    this.#run.textContent = this.verb;
    this.#run.setAttribute("aria-label", `${this.verb} ${this.name}`);
    if (this.#stale && !end.stopped) this.#clear();
    this.#stale = false;
    this.element.dataset.state = (end.ok ? "ok" : "failed") satisfies State;
    this.#took.textContent = end.stopped ?? `${Math.round(performance.now() - began)} ms`;
    return end;
  }

  #clear(): void {
    // Pictures take a moment: the page must not jump up and down again meanwhile.
    this.#outputs.style.minHeight = `${this.#outputs.offsetHeight}px`;
    this.#outputs.replaceChildren();
    this.#below.remove();
    this.#stale = false;
    setTimeout(() => this.#outputs.style.removeProperty("min-height"), 400);
  }

  show(message: Shown): void {
    const { addBundle, addError, addStream } = this.notebook.outputs;
    if (this.#keeps && message.kind === "display") return;
    const full = this.#room < 0;
    this.#room -= costOf(message);
    if (this.#room < -10 * MOST) this.notebook.stop("Stopped: it showed far more than a page can hold");
    if (full) return;
    if (this.#stale) this.#clear();
    const label = `Output of ${this.name}`;
    if (this.#room < 0) addError(this.#outputs, BEYOND, label);
    else if (message.kind === "stream") addStream(this.#outputs, message.name, message.text, label);
    else if (message.kind === "error") addError(this.#outputs, message.text, label);
    else this.notebook.alive(addBundle(this.#outputs, message.data, label));
  }

  /** The last line of what it showed, in words, for who does not see it. */
  get summary(): string {
    const error = this.#outputs.querySelector(".error")?.textContent;
    return error?.split("\n")[0] ?? "";
  }
}
