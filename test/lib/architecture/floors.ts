/** The floors of lib/src, and the sentences about a file that breaks their order. */
import { dirname, posix } from "node:path";
import ts from "typescript";

/** Which floors each floor may import, lowest first: to add a name here is to change the architecture. */
export const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  facts: [],
  ink: [],
  tensor: [],
  gpu: ["tensor"],
  attention: ["tensor"],
  sparse: ["tensor", "attention"],
  graph: ["tensor", "sparse"],
  lsh: ["tensor", "attention"],
  flash: ["tensor", "gpu", "attention"],
  kv: ["tensor", "attention"],
  fast: ["tensor", "attention", "sparse", "flash"],
  "memory-systems": ["tensor", "attention"],
  plots: [
    "ink",
    "facts",
    "tensor",
    "gpu",
    "attention",
    "sparse",
    "graph",
    "lsh",
    "flash",
    "kv",
    "memory-systems",
  ],
  notebook: ["ink", "tensor"],
};

/** Which floors may import each package. Whatever is not named here, no floor may. */
export const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  ndarray: ["tensor", "flash", "fast", "facts"],
  "ndarray-ops": ["tensor"],
  "@observablehq/plot": ["ink", "plots"],
  "linkedom/worker": ["plots"],
  "fast-png": ["ink", "plots"],
  marked: ["ink"],
  "node:module": ["notebook"],
  "node:worker_threads": ["fast"],
  tslab: ["notebook"], // asked of the kernel that runs, never loaded
};

/** Source files of a library: path from lib/src, such as "gpu/waves.ts", to text. */
export type Sources = ReadonlyMap<string, string>;

const floorOf = (file: string): string => (file.includes("/") ? file.slice(0, file.indexOf("/")) : "");
const isRelative = (specifier: string) => specifier.startsWith(".");

/** What a file imports, re-exports, or loads with import() or require(). */
const importsOf = (text: string): string[] =>
  ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);

/** The source file behind a relative import, from lib/src. */
const target = (file: string, specifier: string): string =>
  posix.join(dirname(file), specifier).replace(/\.js$/, ".ts");

/** A sentence for every import that breaks the order of the floors; none when all is well. */
export function brokenImports(sources: Sources): string[] {
  return [...sources].flatMap(([file, text]) =>
    importsOf(text).flatMap((specifier) => brokenImport(file, specifier, sources) ?? []),
  );
}

function brokenImport(file: string, specifier: string, sources: Sources): string | undefined {
  const floor = floorOf(file);
  const may = MAY_IMPORT[floor];
  if (floor === "") return undefined; // the package's own index may gather any floor
  if (!may) return `${file}: "${floor}" is no floor; the floors are ${Object.keys(MAY_IMPORT).join(", ")}`;
  if (!isRelative(specifier)) {
    const floors = PACKAGES[specifier] ?? [];
    if (floors.includes(floor)) return undefined;
    return `${file} imports ${specifier}, which ${floors.length > 0 ? `only ${floors.join(", ")} may` : "no floor may"}`;
  }
  const imported = target(file, specifier);
  if (!sources.has(imported)) return `${file} imports ${specifier}, which is no file of lib/src`;
  const other = floorOf(imported);
  if (other === floor || may.includes(other)) return undefined;
  return `${file} imports ${imported}, but ${floor} may import ${may.length > 0 ? `only ${may.join(", ")}` : "no other floor"}`;
}

/** Every circle of files that import each other, once, as "a.ts → b.ts → a.ts". */
export function importCircles(sources: Sources): string[] {
  const circles = new Map<string, string>();
  const done = new Set<string>();
  const walk = (file: string, path: string[]): void => {
    const at = path.indexOf(file);
    if (at >= 0) {
      const circle = path.slice(at);
      circles.set([...circle].sort().join(), [...circle, file].join(" → "));
      return;
    }
    if (done.has(file)) return;
    for (const specifier of importsOf(sources.get(file) ?? "").filter(isRelative))
      walk(target(file, specifier), [...path, file]);
    done.add(file);
  };
  for (const file of sources.keys()) walk(file, []);
  return [...circles.values()];
}

/** Floors that no test imports; `tests` are the tests' texts. */
export function untestedFloors(sources: Sources, tests: readonly string[]): string[] {
  const tested = new Set(tests.flatMap(importsOf).map((specifier) => specifier.split("/")[1]));
  return [...new Set([...sources.keys()].map(floorOf))].filter((floor) => floor && !tested.has(floor));
}

/** The middle number of lines of a file. */
export function medianLines(sources: Sources): number {
  const lines = [...sources.values()].map((text) => text.split("\n").length - 1).sort((a, b) => a - b);
  return lines[Math.floor(lines.length / 2)]!;
}
