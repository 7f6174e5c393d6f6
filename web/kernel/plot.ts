/** Observable Plot for charts of the reader's own, with the document that the course's plots are drawn in. */
import { document } from "../../lib/dist/plots/own-chart.js";

// Plot asks for window.document where it is told of no other; it shifts lines by half a pixel where pixels are large.
Object.assign(globalThis, { window: { document, devicePixelRatio: 2 } });

export * from "@observablehq/plot";
