import { setOf } from "../notebook.js";
import { collision } from "./collision.js";
import { combineRounds } from "./combine-rounds.js";
import { hashTable } from "./hash-table.js";
import { lshHash } from "./lsh-hash.js";
import { lshTargets } from "./lsh-targets.js";
import { sortByBucket } from "./sort-by-bucket.js";

export const lsh = setOf("06-lsh", [lshHash, hashTable, sortByBucket, lshTargets, combineRounds, collision]);
