/** What a run found, as Markdown. */
import { cpus, loadavg } from "node:os";
import type { Figure, Results } from "./figures.ts";
import { versionOf } from "./peers.ts";

/** Whether a figure is within its gate; one without a gate, or not measured, is not judged. */
export function passes({ value, gate, less }: Figure): boolean | undefined {
  if (value === undefined || gate === undefined) return undefined;
  return less ? value <= gate : value >= gate;
}

const number = (value: number, unit = "") =>
  `${value < 10 ? value.toFixed(2) : value.toFixed(1)}${unit && ` ${unit}`}`;

function verdict(figure: Figure): string {
  if (figure.value === undefined) return "not measured here";
  const { value, aim, less } = figure;
  if (aim !== undefined && (less ? value <= aim : value >= aim)) return "aim reached";
  const within = passes(figure);
  return within === undefined ? "" : within ? "within the gate" : "BELOW THE GATE";
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map((_, t) => (t === 0 ? "---" : "---:"))), ...rows.map(line)].join("\n");
}

/** The load of the machine as people read it. */
export const load = () =>
  loadavg()
    .map((x) => x.toFixed(1))
    .join(", ");

export function markdown(
  { figures, rates, absent, machine, rungs }: Results,
  loads: readonly string[],
): string {
  const G = (flops: number) => (flops / 1e9).toFixed(2);
  const versions = [
    "@tensorflow/tfjs-core",
    "onnxruntime-web",
    "onnxruntime-node",
    "ml-matrix",
    "numpy-ts",
    "@jax-js/jax",
  ];
  return `# Fast attention on this machine

${cpus()[0]?.model.trim() ?? "Unknown processor"}, ${cpus().length} cores, Node ${process.versions.node}. CPU time, candidates in turns in one process, medians
of paired ratios. Load averages (1, 5 and 15 minutes) before: ${loads[0]}; after: ${loads[1]}.
Peers: ${versions.map((name) => `${name.replace(/^@.*\//, "")} ${versionOf(name)}`).join(", ")}.

## Figures

${table(
  ["figure", "measured", "aim", "gate", ""],
  figures.map((figure) => [
    figure.name,
    figure.value === undefined ? "–" : number(figure.value, figure.unit),
    figure.aim === undefined ? "–" : String(figure.aim),
    figure.gate === undefined ? "report" : String(figure.gate),
    verdict(figure),
  ]),
)}

## Rates, N = 2048, d = 64, one thread

${table(
  ["implementation", "ms", "GFLOP/s"],
  [...rates]
    .sort((a, b) => b.flopsPerSecond - a.flopsPerSecond)
    .map(({ name, ms, flopsPerSecond }) => [
      rungs.some((rung) => rung.name === name) ? `**${name}** (ours)` : name,
      ms.toFixed(1),
      G(flopsPerSecond),
    ]),
)}

\`ndarray\` get and set (ours), at N = 512: ${G(rungs[0]!.flopsPerSecond)} GFLOP/s.
${absent.length > 0 ? `\nNot running here: ${absent.join("; ")}.\n` : ""}
## Peaks

| peak | |
| --- | ---: |
| JavaScript, one 64-bit number at a time | ${G(machine.scalar)} GFLOP/s |
| WASM SIMD, multiply then add | ${G(machine.simd)} GFLOP/s |
| WASM SIMD, relaxed FMA | ${machine.fma ? `${G(machine.fma)} GFLOP/s` : "not in this engine"} |
| reading memory, WASM SIMD | ${G(machine.read)} GB/s |

![Roofline of this machine](roofline.svg)
`;
}
