/** What web/build/virtual.ts writes. */
declare module "virtual:workers" {
  /** Files beside the page's script. */
  export const workers: Readonly<Record<"kernel" | "types", string | undefined>>;
}
declare module "virtual:solutions" {
  /** Sources by the name of the set, such as 07-flash-attention; empty in a build without solutions. */
  export const solutions: Readonly<Record<string, string>>;
}
declare module "virtual:declarations" {
  /** Declarations of all that a cell can import, by their paths. */
  export const declarations: Readonly<Record<string, string>>;
}
