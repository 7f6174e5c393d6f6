import { mountAll } from "../kit/mount.js";
import { kvCache } from "./index.js";

mountAll(kvCache);
