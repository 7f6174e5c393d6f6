/**
 * `node memory.ts N d`: how many bytes attention by the best rung takes beyond its inputs, its output among them.
 * A process of its own, because only the largest size a process ever had can be asked for.
 */
import { best, ours, randomInputs } from "./ours.ts";

const [N, d] = process.argv.slice(2).map(Number) as [number, number];
const inputs = randomInputs(N, d);
ours(randomInputs(128, d), { backend: best })(); // the code itself is not counted
globalThis.gc?.();
const before = process.memoryUsage.rss();
ours(inputs, { backend: best })();
console.log(1024 * process.resourceUsage().maxRSS - before);
