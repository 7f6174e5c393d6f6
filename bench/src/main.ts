/**
 * `npm run bench`: measures the ladder and its peers, and writes bench/report.md and bench/roofline.svg.
 * `npm run bench -- --gate` ends with 1 when a figure is below its gate.
 */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { measuredRoofline } from "long-attention/plots";
import { measureAll } from "./figures.ts";
import { load, markdown, passes } from "./report.ts";

const { values } = parseArgs({ options: { gate: { type: "boolean" } } });
const before = load();
const results = await measureAll();
const text = markdown(results, [before, load()]);
writeFileSync(new URL("../report.md", import.meta.url), text);
const { scalar, simd, fma, read } = results.machine;
const picture = measuredRoofline({
  bytesPerSecond: read,
  roofs: [
    { name: "WASM FMA", flopsPerSecond: fma ?? simd },
    { name: "WASM mul + add", flopsPerSecond: simd },
    { name: "JavaScript", flopsPerSecond: scalar },
  ].filter(({ name }) => fma || name !== "WASM FMA"),
  dots: results.rungs,
});
writeFileSync(new URL("../roofline.svg", import.meta.url), `${picture.svg}\n`);
console.log(text);

if (values.gate) {
  const failed = results.figures.filter((figure) => passes(figure) === false);
  const unknown = results.figures.filter(({ value, gate }) => gate !== undefined && value === undefined);
  for (const { name } of failed) console.log(`Below its gate: ${name}`);
  for (const { name } of unknown) console.log(`Not measured: ${name}`);
  process.exitCode = failed.length > 0 ? 1 : 0;
}
process.exit();
