import type { Inputs } from "./inputs.js";
import type { Tiles } from "./tiles.js";
import { TypeScriptTiles } from "./tiles-typescript.js";

/** The rungs of the ladder, the slowest first; all give the same result. */
export const backends = ["ndarray", "typed", "typescript"] as const;

/** One rung of the ladder. */
export type Backend = (typeof backends)[number];

/** A rung that works on tiles. */
export type TiledBackend = Exclude<Backend, "ndarray" | "typed">;

/** Whether a rung works on tiles, and never makes an N × M matrix. */
export const isTiled = (backend: Backend): backend is TiledBackend =>
  backend !== "ndarray" && backend !== "typed";

/**
 * The backend that was asked for, or the best one.
 * @throws RangeError when there is no such backend, here or at all
 */
export function chooseBackend(
  where: string,
  wanted: Backend | "auto" = "auto",
  _inputs: Inputs,
  _scale: number,
): Backend {
  if (wanted === "auto") return "typescript";
  if (!backends.includes(wanted))
    throw new RangeError(
      `${where}: there is no backend "${wanted}"; choose from auto, ${backends.join(", ")}`,
    );
  return wanted;
}

/** The tile operations of a backend. */
export function tilesFor(_backend: TiledBackend): Tiles {
  return new TypeScriptTiles();
}
