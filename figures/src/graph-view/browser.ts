import { mountAll } from "../kit/mount.js";
import { graphView } from "./index.js";

mountAll(graphView);
