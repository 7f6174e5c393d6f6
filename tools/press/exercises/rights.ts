/** Right answers in other styles than the reference's, by the exercise's id and by the style. */
import { readdirSync } from "node:fs";

const folder = new URL("./rights/", import.meta.url);

export const rights: Readonly<Record<string, Readonly<Record<string, unknown>>>> = Object.assign(
  {},
  ...(await Promise.all(
    readdirSync(folder).map(async (file) => (await import(new URL(file, folder).href)).rights),
  )),
);
