import { fileURLToPath } from "node:url";

/** The project's folder, without a slash at its end. The grader lies in it as grader/src or grader/dist. */
export const root = fileURLToPath(new URL("../../..", import.meta.url)).replace(/[\\/]$/, "");
