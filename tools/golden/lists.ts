/** The lists in test/lib/golden: every published number of the course, and the one test that holds it. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export interface Golden {
  /** Of the course's content, such as "1.9". */
  readonly section: string;
  /** What was published, in words and digits. */
  readonly value: string;
  /** The test that fails when the number changes: its name, with or without the names of its groups. */
  readonly test: string;
  /** The file the entry stands in. */
  readonly list: string;
}

/**
 * All entries of all lists in a folder, in the order of the course.
 * @throws TypeError when an entry lacks one of its three texts
 */
export function readGoldens(folder: string): Golden[] {
  const lists = readdirSync(folder).filter((file) => file.endsWith(".json"));
  const goldens = lists.flatMap((list) =>
    (JSON.parse(readFileSync(join(folder, list), "utf8")) as Omit<Golden, "list">[]).map((entry, k) => {
      for (const key of ["section", "value", "test"] as const)
        if (typeof entry[key] !== "string" || entry[key] === "")
          throw new TypeError(`${list}: entry ${k} has no ${key}; it needs a section, a value and a test`);
      return { ...entry, list };
    }),
  );
  return goldens.sort((a, b) => a.section.localeCompare(b.section, "en", { numeric: true }));
}

/** Does this golden name the test "group > … > name"? */
export const names = ({ test }: Golden, fullName: string): boolean =>
  fullName === test || fullName.endsWith(` > ${test}`);

/**
 * Does this golden name a test of a table, whose name was read from the source and still has its
 * placeholders, such as "kvBytesPerToken(%s) is %d"?
 */
export function namesOneOf({ test }: Golden, template: string): boolean {
  const parts = withoutGroups(template).split(/%[sdifj]|\$\{[^}]*\}|\$\w+/);
  // A name that is nothing but a placeholder could be anything.
  if (parts.length === 1 || parts.join("").length < 8) return false;
  const pattern = parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join(".*");
  return new RegExp(`^${pattern}$`).test(withoutGroups(test));
}

const withoutGroups = (name: string): string => name.split(" > ").at(-1)!;
