import { mountAll } from "../kit/mount.js";
import { contextLengths } from "./index.js";

mountAll(contextLengths);
