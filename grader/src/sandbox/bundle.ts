/** The built parts of the sandbox (tools/build/grader): the child's script, its interpreter, the texts of the guest's modules, hashes of what is handed out, and a version. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

interface Module {
  readonly text: string;
  readonly imports: readonly string[];
}

export interface Bundle {
  /** Path of the child's script. */
  readonly child: string;
  /** The interpreter's WebAssembly, base64. */
  readonly quickjs: string;
  /** Another one whenever a check, the engine, the child or a guest's module is another. */
  readonly version: string;
  /** Hashes of the exercises as they are handed out: see contentHash in submission/content. */
  readonly released: ReadonlySet<string>;
  /** The texts of these modules and of all that they import. @throws RangeError for a module that no guest may have */
  modules(names: readonly string[]): Record<string, string>;
}

/** Default folder: where the build puts it, beside this file. */
export function loadBundle(folder: string = fileURLToPath(new URL(".", import.meta.url))): Bundle {
  const all = JSON.parse(readFileSync(join(folder, "guest.json"), "utf8")) as Record<string, Module>;
  return {
    child: join(folder, "child.cjs"),
    quickjs: readFileSync(join(folder, "quickjs.wasm"), "base64"),
    version: readFileSync(join(folder, "version"), "utf8"),
    released: new Set(JSON.parse(readFileSync(join(folder, "released.json"), "utf8")) as string[]),
    modules(names) {
      const found: Record<string, string> = {};
      const open = ["guest", ...names];
      for (let name = open.pop(); name !== undefined; name = open.pop()) {
        if (Object.hasOwn(found, name)) continue;
        if (!Object.hasOwn(all, name)) throw new RangeError(`modules: no guest can have ${name}`);
        found[name] = all[name]!.text;
        open.push(...all[name]!.imports);
      }
      return found;
    },
  };
}
