import { setOf } from "../notebook.js";
import { evict } from "./evict.js";
import { lambdaMask } from "./lambda-mask.js";
import { lambdaNnz } from "./lambda-nnz.js";
import { relativeDistances } from "./relative-distances.js";
import { sinkSoftmax } from "./sink-softmax.js";

export const sinks = setOf("09-sinks", [lambdaMask, evict, relativeDistances, sinkSoftmax, lambdaNnz]);
