/** What a set's solutions may import when they are graded; in a bundle for a browser, grading-library.web.ts stands in for this file. */
import type { Library } from "../cells/library.js";
import type { ExerciseSet } from "../engine/index.js";
import { libraries } from "../sandbox/bundle.js";

export const gradingLibrary = (set: ExerciseSet): Library => libraries()(set);
