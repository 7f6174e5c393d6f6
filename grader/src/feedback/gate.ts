/** The one gate for text: whatever a student's program said or gave, a block holds it plain and short. */
import { plainLines } from "../text/plain.js";
import type { Block } from "./blocks.js";
import { caps } from "./caps.js";

export const gate = <Some extends Block>(blocks: readonly Some[]): Some[] => blocks.map(plainly);

function plainly<T>(value: T): T {
  if (typeof value === "string") return plainLines(value, caps.text) as T;
  if (Array.isArray(value)) return value.map(plainly) as T;
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, plainly(part)])) as T;
}
