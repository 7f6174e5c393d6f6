import { mountAll } from "../kit/mount.js";
import { lshFigure } from "./index.js";

mountAll(lshFigure);
