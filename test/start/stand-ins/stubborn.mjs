// A helper of pip's that does not end when asked to.
import { hang, note } from "./note.mjs";

process.on("SIGTERM", () => undefined);
note("stubborn", []);
await hang();
