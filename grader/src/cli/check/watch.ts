/** `npm run check -- --watch`: one screen, kept up to date while exercises are solved. */
import { readFileSync, watch as watchFolder } from "node:fs";
import { basename, dirname } from "node:path";
import { emitKeypressEvents } from "node:readline";
import type { Exercise } from "../../engine/index.js";
import { asText, signs } from "../../feedback/index.js";
import { hintBlocks, mostLevels } from "../../learner/hint.js";
import type { TypeProblem } from "../../types/checker.js";
import type { Types } from "../../types/types.js";
import { keep } from "./keep.js";
import { paint } from "./paint.js";
import { type Result, runSet } from "./run.js";
import { bar, type Chosen, inFocus, overview, told, untypedLines } from "./screen.js";
import { shown } from "./source.js";
import { typesIn } from "./types.js";

export interface WatchOptions {
  readonly file: (one: Chosen) => string;
  readonly seed: number;
  readonly limit: number;
  readonly colour: boolean;
  readonly types: Types | undefined;
}

/** Editors save in several steps; this is how long after the last one the checks begin. */
const quietMs = 120;

/** Runs until q or Ctrl-C; gives the exit code. */
export function watch(chosen: readonly Chosen[], options: WatchOptions): Promise<number> {
  return new Promise((resolve) => new Watch(chosen, options, resolve).start());
}

class Watch {
  readonly #results = new Map<string, Result>();
  /** The last results that say something about the solution, which a file that does not load just now does not. */
  readonly #known = new Map<string, Result>();
  readonly #texts = new Map<string, string>();
  readonly #waiting = new Set<Chosen>();
  readonly #terminal = process.stdout.isTTY === true;
  #run: AbortController | undefined;
  #timer: NodeJS.Timeout | undefined;
  #closers: (() => void)[] = [];
  /** What does not type-check, by set. */
  readonly #mistyped = new Map<Chosen, readonly TypeProblem[]>();
  /** Solved by the last save. */
  #solved: readonly Exercise[] = [];
  #note: string | undefined;
  #list = false;
  /** The exercise whose hint is shown, and how much of it. */
  #hint: { readonly id: string; readonly level: number } | undefined;
  #over = false;

  constructor(
    readonly chosen: readonly Chosen[],
    readonly options: WatchOptions,
    readonly done: (code: number) => void,
  ) {}

  start(): void {
    for (const folder of new Set(this.chosen.map((one) => dirname(this.options.file(one))))) {
      const watcher = watchFolder(folder, (_event, name) => this.#changed(name));
      this.#closers.push(() => watcher.close());
    }
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      const end = () => this.#end();
      process.once(signal, end);
      this.#closers.push(() => process.removeListener(signal, end));
    }
    this.#readKeys();
    for (const one of this.chosen) {
      this.#texts.set(this.options.file(one), textOf(this.options.file(one)));
      this.#waiting.add(one);
    }
    void this.#next();
  }

  /** A file was saved. Other files beside it may be imported by any of them. */
  #changed(name: string | null): void {
    for (const one of this.chosen) {
      const file = this.options.file(one);
      const text = textOf(file);
      const helper =
        name !== null &&
        /\.ts$/.test(name) &&
        !this.chosen.some((each) => basename(this.options.file(each)) === name);
      if (!helper && text === this.#texts.get(file)) continue;
      this.#texts.set(file, text);
      this.#waiting.add(one);
    }
    if (this.#waiting.size === 0) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#run?.abort();
      void this.#next();
    }, quietMs);
  }

  /** Runs what waits, set by set. */
  async #next(): Promise<void> {
    if (this.#run && !this.#run.signal.aborted) return;
    const run = new AbortController();
    this.#run = run;
    this.#solved = [];
    while (this.#waiting.size > 0 && !run.signal.aborted && !this.#over) {
      const [one] = this.#waiting;
      this.#waiting.delete(one!);
      this.#draw(`checking ${shown(this.options.file(one!))} …`);
      const { seed, limit: seconds, colour, types } = this.options;
      const file = this.options.file(one!);
      const mistyped = typesIn(file, one!, types);
      const results = await runSet(one!.set, one!.exercises, {
        file,
        seed,
        seconds,
        colour,
        signal: run.signal,
      });
      if (run.signal.aborted) {
        this.#waiting.add(one!);
        return;
      }
      this.#mistyped.set(one!, await mistyped);
      this.#solved = [...this.#solved, ...newlySolved(one!, results, this.#known)];
      for (const result of results) {
        this.#results.set(result.id, result);
        if (result.state !== "not run") this.#known.set(result.id, result);
      }
      this.#note = keep(results);
    }
    if (this.#run === run) this.#run = undefined;
    if (!this.#over) this.#draw();
  }

  #draw(doing?: string): void {
    if (doing && !this.#terminal) return;
    const ink = paint(this.options);
    const focus = inFocus(this.chosen, this.#results);
    const parts = [bar(this.chosen, this.#known, ink)];
    if (this.#list) parts.push(overview(this.chosen, this.#results, ink));
    for (const { id, title } of this.#solved)
      parts.push(ink.good(ink.strong(`${signs.passed} ${id} ${title}: solved`)));
    if (focus) parts.push(told(this.#results.get(focus.id)!, ink));
    else if (!doing) parts.push(ink.good(ink.strong("All of them are solved.")));
    const mistyped = [...this.#mistyped.values()].flat();
    if (mistyped.length > 0) parts.push(untypedLines(mistyped, ink));
    if (focus && this.#hint?.id === focus.id)
      parts.push(asText(hintBlocks(focus.id, this.#hint.level, "watch"), ink));
    if (this.#note) parts.push(this.#note);
    parts.push(
      ink.quiet(
        doing ??
          `Save a file to check again.${this.#terminal ? "  h hint · l list · r run again · q quit" : ""}`,
      ),
    );
    const clear = this.#terminal ? "\x1b[2J\x1b[3J\x1b[H" : "";
    process.stdout.write(`${clear}${parts.join("\n\n")}\n`);
  }

  #readKeys(): void {
    const { stdin } = process;
    if (!stdin.isTTY) return;
    emitKeypressEvents(stdin);
    stdin.setRawMode(true);
    const onKey = (_text: string, key: { name?: string; ctrl?: boolean }) => this.#key(key);
    stdin.on("keypress", onKey);
    stdin.resume();
    this.#closers.push(() => {
      stdin.off("keypress", onKey);
      stdin.setRawMode(false);
      stdin.pause();
    });
  }

  #key({ name, ctrl }: { name?: string; ctrl?: boolean }): void {
    if (name === "q" || (ctrl && (name === "c" || name === "d"))) this.#end();
    if (name === "h") {
      const focus = inFocus(this.chosen, this.#results)?.id;
      const level = this.#hint?.id === focus ? this.#hint!.level + 1 : 1;
      this.#hint = focus === undefined || level > mostLevels ? undefined : { id: focus, level };
    }
    if (name === "l") this.#list = !this.#list;
    if (name === "r") {
      for (const one of this.chosen) this.#waiting.add(one);
      this.#run?.abort();
      void this.#next();
    }
    if ((name === "h" || name === "l") && !this.#run) this.#draw();
  }

  #end(): void {
    if (this.#over) return;
    this.#over = true;
    clearTimeout(this.#timer);
    this.#run?.abort();
    for (const close of this.#closers) close();
    const { solved, of } = count(this.chosen, this.#known);
    process.stdout.write(`\n${solved} of ${of} solved. See you.\n`);
    this.done(0);
  }
}

/** Those that were not solved when they were last checked. */
function newlySolved(
  { exercises }: Chosen,
  results: readonly Result[],
  before: ReadonlyMap<string, Result>,
): Exercise[] {
  const solved = new Set(results.flatMap(({ id, state }) => (state === "passed" ? [id] : [])));
  return exercises.filter(({ id }) => solved.has(id) && (before.get(id)?.state ?? "passed") !== "passed");
}

function count(chosen: readonly Chosen[], results: ReadonlyMap<string, Result>) {
  const all = chosen.flatMap(({ exercises }) => exercises);
  return { solved: all.filter(({ id }) => results.get(id)?.state === "passed").length, of: all.length };
}

/** A file that is just being saved may be away for a moment. */
function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
