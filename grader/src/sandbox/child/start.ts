/** A CommonJS bundle cannot wait at its top, so the child's first line stands here. */
import { main } from "./main.js";

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    process.exit(1);
  },
);
