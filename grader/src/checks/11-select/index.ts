import { setOf } from "../notebook.js";
import { compress } from "./compress.js";
import { indexScores } from "./index-scores.js";
import { rowsAt } from "./rows-at.js";
import { selectBlocks } from "./select-blocks.js";
import { topKCausal } from "./top-k-causal.js";

export const select = setOf("11-select", [compress, selectBlocks, indexScores, topKCausal, rowsAt]);
