/** The long runs, by the names that `npm run soak` knows them by. */
import { equal } from "./equal.js";
import { hub } from "./hub/hub.js";
import { killed } from "./kill.js";
import { lms } from "./lms.js";
import { nbgrader } from "./nbgrader.js";
import { platforms } from "./platforms.js";
import { memory, repeat, speed } from "./repeat.js";
import { slurm } from "./slurm.js";
import { term } from "./term.js";

export const runs = {
  repeat,
  kill: killed,
  lms,
  term,
  equal,
  speed,
  memory,
  hub,
  platforms,
  nbgrader,
  slurm,
};
