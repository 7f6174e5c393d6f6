import { hatch, palette, tint } from "../ink/palette.js";
import { svg } from "./svg.js";

/** Fill for what is masked, skipped or not stored: stripes, so that it does not rely on colour. */
export const hatched = "url(#hatch)";
/** Fill for what is written, where plain areas are read. */
export const striped = "url(#stripes)";

/** The ids that both fills point to. */
export const patternIds: ReadonlySet<string> = new Set(["hatch", "stripes"]);

const pattern = (id: string, ground: string, line: string, thickness: number) =>
  svg(
    "pattern",
    { id, width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
    svg("rect", { width: 6, height: 6, fill: ground }),
    svg("rect", { width: thickness, height: 6, fill: line }),
  );

/** What makes both fills known to a figure. */
export const patterns = () =>
  svg(
    "defs",
    {},
    pattern("hatch", hatch.ground, hatch.line, 1.5),
    pattern("stripes", tint(palette.vermilion, 0.17), palette.vermilion, 2.5),
  );
