/** One run of a page's cells, in their order: what tslab's session is to a notebook. */
import { type Cell, readCell } from "../../grader/dist/cells/cell.js";
import { Problem } from "../../grader/dist/cells/transpile.js";
import type { Bundle, FromKernel } from "../client/messages.ts";
import { compile, importsOf, type Run } from "./compile.ts";
import { told, toldProblem } from "./errors.ts";
import { KernelHost } from "./host.ts";
import { loadInspector } from "./inspector.ts";
import { Maps } from "./maps.ts";
import { load } from "./modules.ts";
import { Names } from "./names.ts";
import { fetchQuestions } from "./questions.ts";
import { Streams } from "./streams.ts";

const DISPLAY = Symbol.for("Jupyter.display");

export class Kernel {
  readonly host: KernelHost;
  readonly #names = new Names();
  readonly #maps = new Maps();
  readonly #streams: Streams;
  /** The cell that runs, or ran last: what comes later is its own. */
  #id = "";

  constructor(readonly post: (message: FromKernel) => void) {
    this.#streams = new Streams((name, text) => post({ kind: "stream", id: this.#id, name, text }));
    this.#streams.take();
    this.host = new KernelHost(
      () => this.#id,
      (message) => this.#send(message),
    );
    this.host.settle(this.#maps);
  }

  async run(id: string, number: number, code: string): Promise<void> {
    this.#streams.begin();
    this.#id = id;
    let ok = false;
    try {
      const value = await this.#value(number, code);
      if (value !== undefined && value !== null)
        this.#send({ kind: "display", id, data: await bundleOf(value) });
      ok = true;
    } catch (error) {
      const text = error instanceof Problem ? toldProblem(error, number, code) : await told(error);
      this.#send({ kind: "error", id, text });
    }
    this.#send({ kind: "done", id, ok });
  }

  /** What nobody catches belongs to the latest cell, and ends nothing. */
  async uncaught(error: unknown): Promise<void> {
    this.#streams.write("stderr", `Uncaught ${await told(error)}\n`);
  }

  async #value(number: number, code: string): Promise<unknown> {
    const cell = readCell(code);
    const modules = await loadAll(cell);
    const text = compile(cell, this.#names.known, modules);
    await Promise.all([
      this.host.fetchAnswers(code),
      fetchQuestions(code),
      /\bconsole\b/.test(code) && loadInspector(),
    ]);
    // A module with an address of its own: then every engine's stacks name it, and count its lines.
    const url = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
    this.#maps.ran(url, { count: number, code });
    const { default: run } = (await import(/* @vite-ignore */ url)) as { default: Run };
    URL.revokeObjectURL(url);
    return run(this.#names.values, this.#names.handOn(cell), [...modules.values()]);
  }

  #send(message: FromKernel): void {
    this.#streams.flush();
    this.post(message);
  }
}

async function loadAll(cell: Cell): Promise<Map<string, object>> {
  const wanted = [...importsOf(cell)];
  const modules = await Promise.all(wanted.map(([name, names]) => load(name, names)));
  return new Map(wanted.map(([name], k) => [name, modules[k]!]));
}

/** A value that knows how to show itself is asked to; a promise of an output is waited for. */
async function bundleOf(value: unknown): Promise<Bundle> {
  const display = (value as { [DISPLAY]?: () => Bundle | Promise<Bundle> })[DISPLAY];
  if (typeof display === "function") return display.call(value);
  return { "text/plain": (await loadInspector()).inspect(value) };
}
