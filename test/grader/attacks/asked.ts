/** What `npm run attacks` was asked for; read before anything that a missing build could stop. */
import { commandLine } from "../../../tools/start/command-line.mjs";

export const { values } = commandLine({
  name: "npm run attacks",
  usage: `npm run attacks   hostile submissions against the grader, and what they achieved
  --level NAME    at one level of the sandbox, portable, hardened or fast; default: all that work here
  --only TEXT     the attacks whose name or family contains it
  --naive         attack careless graders instead, which must fall often
  --json          print what came of it as JSON`,
  options: {
    level: { type: "string" },
    only: { type: "string", default: "" },
    naive: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
  },
});
