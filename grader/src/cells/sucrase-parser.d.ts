/** The part of sucrase's own parser that is used here; the package ships types for its front door only. */
declare module "sucrase/dist/parser/index.js" {
  export interface Token {
    readonly type: number;
    readonly contextualKeyword: number;
    readonly start: number;
    readonly end: number;
    /** It belongs to a type, and will be left out. */
    readonly isType: boolean;
  }
  export function parse(
    text: string,
    isJsx: boolean,
    isTypeScript: boolean,
    isFlow: boolean,
  ): { readonly tokens: readonly Token[] };
}
declare module "sucrase/dist/parser/tokenizer/keywords.js" {
  export const ContextualKeyword: { readonly _namespace: number; readonly _module: number };
}
declare module "sucrase/dist/parser/tokenizer/types.js" {
  export const TokenType: { readonly name: number; readonly at: number };
}
