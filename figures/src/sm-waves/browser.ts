import { mountAll } from "../kit/mount.js";
import { smWaves } from "./index.js";

mountAll(smWaves);
