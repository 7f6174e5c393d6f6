/** The part of eslint-scope that is used here; it ships no types. */
declare module "eslint-scope" {
  export interface Reference {
    readonly identifier: object;
    /** The declaration's own value. */
    readonly init?: boolean;
    isWrite(): boolean;
  }
  export interface Variable {
    readonly name: string;
    readonly references: readonly Reference[];
  }
  export interface Scope {
    readonly childScopes: readonly Scope[];
    readonly variables: readonly Variable[];
    /** References that no scope within resolves. */
    readonly through: readonly Reference[];
  }
  export function analyze(
    tree: object,
    options: { readonly ecmaVersion: number; readonly sourceType: "module" | "script" },
  ): { readonly globalScope: Scope | null };
}
