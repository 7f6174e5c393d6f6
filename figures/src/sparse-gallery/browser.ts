import { mountAll } from "../kit/mount.js";
import { sparseGallery } from "./index.js";

mountAll(sparseGallery);
