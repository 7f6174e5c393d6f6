/** The part of cwise-compiler that ndarray-ops uses; it ships no types. */
declare module "cwise-compiler" {
  namespace compile {
    /** Blocks of code as data, one object for each operation. */
    type Description = object;
    type Compiled = (...args: unknown[]) => unknown;
  }
  function compile(description: compile.Description): compile.Compiled;
  export = compile;
}
