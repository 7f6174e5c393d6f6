/** What a cell may import. The small floors of the library come as one file; what is heavy, each by itself. */
const core = async (floor: keyof typeof import("./core.ts")): Promise<object> =>
  (await import("./core.ts"))[floor];

const modules: Readonly<Record<string, () => Promise<object>>> = {
  "long-attention": () => core("all"),
  "long-attention/attention": () => core("attention"),
  "long-attention/facts": () => import("long-attention/facts"),
  "long-attention/fast": () => import("long-attention/fast"),
  "long-attention/flash": () => core("flash"),
  "long-attention/gpu": () => core("gpu"),
  "long-attention/graph": () => core("graph"),
  "long-attention/ink": () => core("ink"),
  "long-attention/kv": () => core("kv"),
  "long-attention/lsh": () => core("lsh"),
  "long-attention/memory-systems": () => core("memorySystems"),
  "long-attention/notebook": () => core("notebook"),
  "long-attention/plots": () => import("long-attention/plots"),
  "long-attention/sparse": () => core("sparse"),
  "long-attention/tensor": () => core("tensor"),
  "@long-attention/figures": () => import("@long-attention/figures"),
  "@long-attention/grader": () => import("@long-attention/grader"),
  "@observablehq/plot": () => import("./plot.ts"),
  tslab: () => import("./tslab.ts"),
};

const loaded = new Map<string, object>();

/** @throws Error that names the modules there are */
export async function load(name: string): Promise<object> {
  const found = Object.hasOwn(modules, name) ? modules[name] : undefined;
  if (!found)
    throw new Error(
      `there is no module "${name}" on this page; there are ${Object.keys(modules).join(", ")}`,
    );
  const module = loaded.get(name) ?? (await found());
  loaded.set(name, module);
  return module;
}

/** The names that a module exports; nothing when no cell has imported it. */
export function exportsOf(name: string): readonly string[] | undefined {
  const module = loaded.get(name);
  return module && Object.keys(module);
}
