import {
  findings,
  isAlarm,
  type Kernel,
  type KernelRun,
  type KernelTrace,
  tellingRuns,
  traceKernel,
} from "long-attention/flash";
import { type Displayable, escapeHtml, inspectCustom, jupyterDisplay } from "long-attention/ink";
import { figure } from "./figure.js";
import { pack } from "./flash-stepper/recording.js";

/** What the kernel was run on. */
function about({ config: { N, d, Br, Bc }, scores }: KernelTrace): string {
  const far = {
    walk: "",
    falling: "; the first block of keys has scores near 2,000, the others near −2,000",
    below: "; all scores are near −2,000",
  };
  return `A kernel under the microscope: ${N} tokens, d = ${d}, ${Br} rows of Q and ${Bc} of K in a block${far[scores]}.`;
}

/** A recorded kernel, ready to be a cell's last value. */
export interface Microscope extends Displayable {
  readonly html: string;
  [inspectCustom](): string;
}

/**
 * Your own kernel in the FlashAttention stepper: which tile is the first to differ from exact attention, which loads
 * were for nothing, and when SRAM held most. It is run on the walk tensors, with short last blocks, with falling scores
 * and with scores far below zero, and shows the first of these runs in which something is to be mended.
 * @param kernel a function of the exercises' memory, such as your flashForward, or `{ onDevice: algorithm }`
 * @param run one run of your own choice instead, such as `{ N: 32, Br: 8, Bc: 8 }`
 * @returns a figure; words alone when the kernel stopped before it moved anything
 * @throws RangeError naming a bad size
 */
export function microscope(kernel: Kernel, run?: Partial<KernelRun>): Microscope {
  const looks = (run ? [run] : tellingRuns).map((one) => {
    const trace = traceKernel(kernel, one);
    return { trace, found: findings(trace) };
  });
  const { trace, found } = looks.find((look) => look.found.some(isAlarm)) ?? looks[0]!;
  if (trace.steps.length > 0) return figure("flash-stepper", { recording: pack(trace, found, about(trace)) });
  const text = `Nothing to see yet: the kernel ${trace.stopped === undefined ? "moved nothing" : `stopped before it moved anything: ${trace.stopped}`}`;
  const html = `<p>${escapeHtml(text)}</p>`;
  return {
    html,
    [jupyterDisplay]: () => ({ "text/html": html, "text/plain": text }),
    [inspectCustom]: () => text,
  };
}
