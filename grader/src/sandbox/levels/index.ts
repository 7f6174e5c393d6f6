/** The levels of the sandbox, which of them work here, and which one `auto` takes. */
import type { Bundle } from "../bundle.js";
import type { Sandbox } from "../session.js";
import { raiseWalls, type Walls } from "./hardened.js";
import { portableCommand } from "./portable.js";
import { selfTest } from "./self-test.js";
import { inContainer, whyNoWalls } from "./why-no-walls.js";

export const levelNames = ["portable", "hardened", "fast"] as const;
export type LevelName = (typeof levelNames)[number];

/** A sandbox that was seen to work. */
export interface Level extends Sandbox {
  readonly name: LevelName;
  /** What stands around a submission, in words. */
  readonly layers: readonly string[];
  dispose(): void;
}

/** What came of trying a level. */
export type Tried =
  | { readonly level: Level; readonly why?: never }
  | { readonly level?: never; readonly why: string };

/** Tries one level. Never throws for a level that is not there: `why` says what is missing. */
export async function tryLevel(name: LevelName, bundle: Bundle): Promise<Tried> {
  if (name === "portable") return tried(portable(bundle));
  const missing = whyNoWalls();
  if (missing) return { why: missing };
  // Becoming another user is one wall more, but not everywhere possible.
  const dropping = process.getuid?.() === 0 ? [true, false] : [false];
  let why = "";
  for (const drop of dropping) {
    const found = await tried(walled(name, bundle, raiseWalls(bundle.child, drop)));
    if (found.level) return found;
    why ||= found.why;
  }
  // A container may allow some namespaces, and not what is then to be done in them.
  return { why: [why, inContainer()].filter(Boolean).join("; ") };
}

async function tried(level: Level): Promise<Tried> {
  const why = await selfTest(level);
  if (why === undefined) return { level };
  level.dispose();
  return { why };
}

/** The named level, or the strongest that works. @throws RangeError when a level is asked for that does not work */
export async function chooseLevel(name: LevelName | "auto", bundle: Bundle): Promise<Level> {
  const names: readonly LevelName[] = name === "auto" ? ["hardened", "portable"] : [name];
  let why = "";
  for (const one of names) {
    const found = await tryLevel(one, bundle);
    if (found.level) return found.level;
    why = found.why;
  }
  throw new RangeError(
    `--sandbox ${name}: this level does not work here: ${why}; long-attention doctor says more`,
  );
}

/** V8 needs less stack for a solution that calls itself as deeply as QuickJS allows. */
const v8Flags = ["--experimental-vm-modules", "--stack-size=3900"];

const portable = (bundle: Bundle): Level => ({
  name: "portable",
  layers: ["QuickJS in WebAssembly", "a child process without files", "Node's permission model"],
  bundle,
  engine: "quickjs",
  command: () => portableCommand(bundle.child),
  dispose: () => undefined,
});

const walled = (name: "hardened" | "fast", bundle: Bundle, walls: Walls): Level => ({
  name,
  layers: [
    name === "fast" ? "V8 for plain calls, QuickJS in WebAssembly for devices" : "QuickJS in WebAssembly",
    "a child process without files",
    "Node's permission model",
    ...walls.layers,
  ],
  bundle,
  engine: name === "fast" ? "v8" : "quickjs",
  command: (engine) => walls.command(engine === "v8" ? v8Flags : []),
  dispose: () => walls.dispose(),
});
