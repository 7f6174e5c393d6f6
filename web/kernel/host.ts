/** What the library and the grader find around them while a cell runs: where outputs go, lines, limits, progress, answers. */
import type { Host } from "../../grader/dist/learner/host.web.js";
import type { Progress } from "../../grader/dist/learner/reached.js";
import type { Bundle, FromKernel } from "../client/messages.ts";
import type { Maps } from "./maps.ts";
import { exportsOf } from "./modules.ts";

export class KernelHost implements Host {
  progress: Progress = {};
  readonly exportsOf = exportsOf;
  /** Loaded when a cell speaks of them. */
  #answers: Readonly<Record<string, string>> = {};

  /** @param id the cell that runs  @param post says something to the page */
  constructor(
    readonly id: () => string,
    readonly post: (message: FromKernel) => void,
  ) {}

  /** Leaves itself where the library and the grader look. */
  settle(maps: Maps): void {
    const show = ({ data }: { readonly data: Bundle }) => this.post({ kind: "display", id: this.id(), data });
    Object.assign(globalThis, {
      [Symbol.for("long-attention.output")]: show,
      [Symbol.for("long-attention.source-maps")]: maps,
      [Symbol.for("long-attention.host")]: this,
    });
  }

  limit(milliseconds: number | undefined, why = ""): void {
    this.post({ kind: "limit", id: this.id(), milliseconds, why });
  }

  keep(progress: Progress): void {
    this.progress = progress;
    this.post({ kind: "keep", progress });
  }

  solutions(set: string): string | undefined {
    return Object.hasOwn(this.#answers, set) ? this.#answers[set] : undefined;
  }

  /** The grader asks for answers at once; so they come before a cell that names the function which asks. */
  async fetchAnswers(code: string): Promise<void> {
    if (!/\breference\s*\(/.test(code)) return;
    this.#answers = (await import("virtual:solutions")).solutions;
  }
}
