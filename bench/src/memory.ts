/**
 * `node memory.ts N d`: how many bytes attention by the best rung takes beyond its inputs, its output among them.
 * A process of its own, because only the largest size a process ever had can be asked for.
 */
import { existsSync, readFileSync } from "node:fs";
import { best, ours, randomInputs } from "./ours.ts";

const [N, d] = process.argv.slice(2).map(Number) as [number, number];
const inputs = randomInputs(N, d);
ours(randomInputs(128, d), { backend: best })(); // the code itself is not counted
globalThis.gc?.();
const before = process.memoryUsage.rss();
ours(inputs, { backend: best })();
console.log(largestEver() - before);

/** Linux counts the parent's memory into a child's maxRSS, but says the child's own in a file. */
function largestEver(): number {
  const status = existsSync("/proc/self/status") ? readFileSync("/proc/self/status", "utf8") : "";
  const own = /^VmHWM:\s*(\d+) kB$/m.exec(status)?.[1];
  return 1024 * (own === undefined ? process.resourceUsage().maxRSS : Number(own));
}
