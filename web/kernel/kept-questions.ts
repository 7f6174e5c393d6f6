/** In the worker this is the library's list of questions: empty, until a cell asks one. */
export const questions: Record<string, string> = {};
