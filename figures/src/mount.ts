/** For a page with a bundle of its own: each figure is loaded when it is wanted, and only then. */
import type { Explorable, Noted } from "./kit/explorable.js";

type Module = { readonly explorable: Explorable<Noted, unknown> };

/** The module of each figure, by its name. */
const modules: Readonly<Record<string, () => Promise<unknown>>> = {
  "context-lengths": () => import("./context-lengths/index.js"),
  "flash-stepper": () => import("./flash-stepper/index.js"),
  "gpu-memory": () => import("./gpu-memory/index.js"),
  "graph-view": () => import("./graph-view/index.js"),
  "head-maps": () => import("./head-maps/index.js"),
  "kv-cache": () => import("./kv-cache/index.js"),
  "lambda-sinks": () => import("./lambda-sinks/index.js"),
  lsh: () => import("./lsh/index.js"),
  "one-row": () => import("./one-row/index.js"),
  "online-softmax": () => import("./online-softmax/index.js"),
  retrieval: () => import("./retrieval/index.js"),
  roofline: () => import("./roofline/index.js"),
  select: () => import("./select/index.js"),
  "sm-waves": () => import("./sm-waves/index.js"),
  "sparse-gallery": () => import("./sparse-gallery/index.js"),
};

/** The names by which `mount` knows figures. */
export const names: readonly string[] = Object.keys(modules);

/**
 * Brings to life the figures of this name that stand in `root` as their `figure(name).html` and are not alive yet.
 * @throws RangeError naming the known figures
 */
export async function mount(name: string, root: ParentNode): Promise<void> {
  const load = Object.hasOwn(modules, name) ? modules[name] : undefined;
  if (!load) throw new RangeError(`mount: there is no figure “${name}”; there are ${names.join(", ")}`);
  const [{ mountAll }, { explorable }] = await Promise.all([
    import("./kit/mount.js"),
    load() as Promise<Module>,
  ]);
  mountAll(explorable, root);
}
