/** Every odd but honest submission. Add to the lists, never to the runner. */
import { builtIns } from "./built-ins.js";
import type { Entry } from "./entry.js";
import { folders } from "./folders.js";
import { handIns } from "./hand-ins.js";
import { imports } from "./imports.js";
import { language } from "./language.js";
import { notebooks } from "./notebooks.js";
import { syntax } from "./syntax.js";

export const table: readonly Entry[] = [
  ...syntax,
  ...language,
  ...imports,
  ...builtIns,
  ...notebooks,
  ...folders,
  ...handIns,
];
