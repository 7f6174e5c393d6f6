import { NotebookError, type Problem, sentence } from "./problem.ts";

/** What a command did with one notebook; everything goes into `--json`, `done` into its line. */
export interface Outcome {
  readonly done: string;
  /** It did not run, because nothing has changed since its last pass. */
  readonly unchanged?: boolean;
  readonly problems?: readonly Problem[];
  readonly [key: string]: unknown;
}

/** Says what happens while it happens: lines for people, or one JSON document for machines. */
export class Report {
  readonly #command: string;
  readonly #json: boolean;
  readonly #jobs: number;
  readonly #notebooks: Record<string, unknown>[] = [];
  readonly #problems: Problem[] = [];
  readonly #start = performance.now();

  constructor(command: string, { json = false, jobs = 1 }: { json?: boolean; jobs?: number }) {
    this.#command = command;
    this.#json = json;
    this.#jobs = jobs;
  }

  line(text: string): void {
    if (!this.#json) console.log(text);
  }

  add(problems: readonly Problem[]): void {
    this.#problems.push(...problems);
    for (const problem of problems) this.line(sentence(problem));
  }

  /** Works through the names, a few at a time; a NotebookError is that notebook's problem, the others go on. */
  async each(names: readonly string[], work: (name: string) => Promise<Outcome>): Promise<void> {
    const queue = [...names];
    const one = async (name: string) => {
      const start = performance.now();
      const outcome = await work(name).catch((error: unknown): Outcome => {
        if (error instanceof NotebookError) return { done: "", problems: [error.problem] };
        if (error instanceof RangeError)
          return { done: "", problems: [{ file: name, message: error.message }] };
        throw error;
      });
      const { done, problems = [], ...rest } = outcome;
      const seconds = Number(((performance.now() - start) / 1000).toFixed(2));
      this.#notebooks.push({ name, ok: problems.length === 0, seconds, ...rest, problems });
      const said =
        problems.length > 0 ? `${problems.length} ${problems.length > 1 ? "problems" : "problem"}` : done;
      this.line(`${this.#command} ${name} (${seconds.toFixed(1)} s): ${said}`);
      this.add(problems);
    };
    const worker = async () => {
      for (let name = queue.shift(); name !== undefined; name = queue.shift()) await one(name);
    };
    await Promise.all(Array.from({ length: Math.max(1, Math.floor(this.#jobs)) }, worker));
  }

  /** How many notebooks came to what so far. */
  get counts(): { passed: number; failed: number; unchanged: number } {
    const failed = this.#notebooks.filter((one) => !one.ok).length;
    const unchanged = this.#notebooks.filter((one) => one.unchanged).length;
    return { passed: this.#notebooks.length - failed - unchanged, failed, unchanged };
  }

  /** The last line or the JSON document; problems set exit code 1. */
  end(
    summary = `${this.#notebooks.length} ${this.#notebooks.length === 1 ? "notebook" : "notebooks"}`,
  ): void {
    const ok = this.#problems.length === 0;
    if (!ok) process.exitCode = 1;
    const { unchanged } = this.counts;
    const seconds = Number(((performance.now() - this.#start) / 1000).toFixed(2));
    if (this.#json) {
      const notebooks = this.#notebooks.sort((a, b) => (String(a.name) < String(b.name) ? -1 : 1));
      const problems = this.#problems.map((problem) => ({ ...problem, sentence: sentence(problem) }));
      console.log(JSON.stringify({ command: this.#command, ok, seconds, notebooks, problems }, null, 2));
    } else {
      const skipped = unchanged > 0 ? `${unchanged} unchanged since their last pass, ` : "";
      const found = ok ? "no problems" : `${this.#problems.length} problems`;
      console.log(`${this.#command}: ${summary}, ${skipped}${found}`);
    }
  }
}
