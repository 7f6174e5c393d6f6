import type { ExerciseSet } from "../../engine/index.js";
import { clustering } from "./clustering.js";
import { components } from "./components.js";
import { pathStats } from "./path-stats.js";
import { secondEigenvalue } from "./second-eigenvalue.js";
import { unreadFraction } from "./unread-fraction.js";
import { wattsStrogatz } from "./watts-strogatz.js";

export const graphView: ExerciseSet = {
  id: "05",
  name: "05-graph-view",
  title: "The graph view",
  exercises: [components, pathStats, clustering, secondEigenvalue, wattsStrogatz, unreadFraction],
};
