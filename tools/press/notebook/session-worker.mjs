/**
 * Runs one notebook's cells in plain Node, in a process of its own: no cell sees another notebook's modules, and a cell
 * that ends the process or never returns takes nobody with it. Started by session.ts; argv: executor module, the notebook's folder.
 */
import { createRequire } from "node:module";

const [executor, folder] = process.argv.slice(2);
const { createSession } = createRequire(import.meta.url)(executor);
const session = createSession({ folder });

process.on("message", async ({ id, code }) => {
  try {
    process.send({ id, result: await session.execute(code) });
  } catch (error) {
    process.send({ id, failed: String(error?.stack ?? error) });
  }
});
process.on("disconnect", () => process.exit(0));
process.send({ ready: true });
