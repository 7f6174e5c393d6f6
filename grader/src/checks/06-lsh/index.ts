import type { ExerciseSet } from "../../engine/index.js";
import { collision } from "./collision.js";
import { combineRounds } from "./combine-rounds.js";
import { hashTable } from "./hash-table.js";
import { lshHash } from "./lsh-hash.js";
import { lshTargets } from "./lsh-targets.js";
import { sortByBucket } from "./sort-by-bucket.js";

export const lsh: ExerciseSet = {
  id: "06",
  name: "06-lsh",
  title: "Locality-sensitive hashing",
  exercises: [lshHash, hashTable, sortByBucket, lshTargets, combineRounds, collision],
};
