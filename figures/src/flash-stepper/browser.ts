import { mountAll } from "../kit/mount.js";
import { flashStepper } from "./index.js";

mountAll(flashStepper);
