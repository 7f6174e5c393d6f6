/** `npm run attacks`: reads the command line, and begins. */
import "./asked.js";

await import("./main.js");
