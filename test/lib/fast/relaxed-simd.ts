/** Node 20 knows relaxed SIMD but keeps it behind a flag, later ones need none. Import this before anything is computed. */
import { setFlagsFromString } from "node:v8";

if (process.versions.node.startsWith("20.")) setFlagsFromString("--experimental-wasm-relaxed-simd");
