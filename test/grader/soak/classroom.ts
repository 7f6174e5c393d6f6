/** A made-up class: mostly honest, some wrong, some endless, some not gradable. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { honest } from "../support/tiny-set.js";

const kinds = [
  honest,
  honest,
  honest,
  honest.replace("sum += A.get(i, j)", "sum -= A.get(i, j)"),
  honest,
  honest.replace("mem.mul(", "mem.add("),
  honest,
  honest.replace("sum += A.get(i, j)", "sum += A.get(j, i)"),
  "export const rowSums = (A => A",
  honest.replace("let sum = 0", "for (;;) {}"),
];

/** Writes `count` submissions; every tenth never ends, unless `loops` is false. */
export function writeClass(folder: string, count: number, loops = true): void {
  mkdirSync(folder, { recursive: true });
  for (let i = 0; i < count; i++) {
    const code = loops || i % 10 !== 9 ? kinds[i % 10]! : honest;
    writeFileSync(join(folder, `student-${String(i).padStart(4, "0")}.ts`), `${code}// ${i}\n`);
  }
}
