/** What a cell may import. The small floors of the library come as one file; what is heavy, each by itself. */
const core = async (floor: keyof typeof import("./core.ts")): Promise<object> =>
  (await import("./core.ts"))[floor];

/** The weights of a model are 60 kB, which nobody waits for who wants a date. */
const facts = async (names: readonly string[]): Promise<object> =>
  names.some((name) => name === "miniLm" || name === "*")
    ? { ...(await import("./facts.ts")), ...(await import("./minilm.ts")) }
    : import("./facts.ts");

/** By the names that a cell imports of them. */
const modules: Readonly<Record<string, (names: readonly string[]) => Promise<object>>> = {
  "long-attention": () => import("long-attention"),
  "long-attention/attention": () => core("attention"),
  "long-attention/facts": facts,
  "long-attention/fast": () => import("long-attention/fast"),
  "long-attention/flash": () => core("flash"),
  "long-attention/gpu": () => core("gpu"),
  "long-attention/graph": () => core("graph"),
  "long-attention/ink": () => import("long-attention/ink"),
  "long-attention/kv": () => core("kv"),
  "long-attention/linear": () => import("long-attention/linear"),
  "long-attention/lsh": () => core("lsh"),
  "long-attention/memory-systems": () => core("memorySystems"),
  "long-attention/notebook": () => core("notebook"),
  "long-attention/plots": () => import("long-attention/plots"),
  "long-attention/select": () => import("long-attention/select"),
  "long-attention/sparse": () => core("sparse"),
  "long-attention/tensor": () => core("tensor"),
  "@long-attention/figures": () => import("@long-attention/figures"),
  "@long-attention/grader": () => import("@long-attention/grader"),
  "@observablehq/plot": () => import("./plot.ts"),
  tslab: () => import("./tslab.ts"),
};

/** The modules that a cell can import. */
export const moduleNames: readonly string[] = Object.keys(modules);

const loaded = new Map<string, object>();

/**
 * @param names what is wanted of it
 * @throws Error that names the modules there are
 */
export async function load(name: string, names: readonly string[] = []): Promise<object> {
  const found = Object.hasOwn(modules, name) ? modules[name] : undefined;
  if (!found)
    throw new Error(`there is no module "${name}" on this page; there are ${moduleNames.join(", ")}`);
  const module = await found(names);
  loaded.set(name, module);
  return module;
}

/** The names that a module exports; nothing when no cell has imported it. */
export function exportsOf(name: string): readonly string[] | undefined {
  const module = loaded.get(name);
  return module && Object.keys(module);
}
