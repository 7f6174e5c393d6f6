import { base64 } from "../ink/base64.js";

/** A value as letters that nobody reads in passing: its JSON in base64. It hides, it does not protect. */
export const seal = (value: unknown): string => base64(new TextEncoder().encode(JSON.stringify(value)));

/** The value again. */
export const unseal = (sealed: string): unknown =>
  JSON.parse(new TextDecoder().decode(Uint8Array.from(atob(sealed), (letter) => letter.charCodeAt(0))));
