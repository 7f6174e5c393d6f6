import { mountAll } from "../kit/mount.js";
import { lambdaSinks } from "./index.js";

mountAll(lambdaSinks);
