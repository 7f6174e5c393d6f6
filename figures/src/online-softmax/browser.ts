import { mountAll } from "../kit/mount.js";
import { onlineSoftmax } from "./index.js";

mountAll(onlineSoftmax);
