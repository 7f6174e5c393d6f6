import { mountAll } from "../kit/mount.js";
import { gpuMemory } from "./index.js";

mountAll(gpuMemory);
