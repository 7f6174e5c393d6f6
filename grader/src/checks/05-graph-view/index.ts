import { setOf } from "../notebook.js";
import { clustering } from "./clustering.js";
import { components } from "./components.js";
import { pathStats } from "./path-stats.js";
import { secondEigenvalue } from "./second-eigenvalue.js";
import { unreadFraction } from "./unread-fraction.js";
import { wattsStrogatz } from "./watts-strogatz.js";

export const graphView = setOf("05-graph-view", [
  components,
  pathStats,
  clustering,
  secondEigenvalue,
  wattsStrogatz,
  unreadFraction,
]);
