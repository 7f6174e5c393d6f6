import { mountAll } from "../kit/mount.js";
import { rooflineFigure } from "./index.js";

mountAll(rooflineFigure);
