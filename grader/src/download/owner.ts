/** Whose an entry of a download is, as far as the platform's names tell. */
import { isArchive, isWork } from "../submission/names.js";
import type { Entry } from "./entries.js";
import type { LayoutName } from "./layout-names.js";

export interface Owner {
  /** The student's number on the platform. */
  readonly id?: string;
  readonly name?: string;
  readonly login?: string;
  readonly email?: string;
  readonly late?: true;
  /** When it was handed in, in ISO 8601; without an offset where the platform does not say in which zone. */
  readonly submittedAt?: string;
  /** What the student called the file; empty for a folder of them. */
  readonly file: string;
  /** What stands before the file's name, where feedback that is uploaded must be called by the same. */
  readonly receipt?: string;
  /** It is about a submission, and no work itself. */
  readonly about?: true;
  /** `login` is only how the entry's name ends. */
  readonly ends?: true;
  /** Who handed it in together with this student: ids, addresses or names. */
  readonly with?: readonly string[];
}

/** How a platform names what it hands out. */
export interface Layout {
  readonly name: LayoutName;
  /** As people call it. */
  readonly platform: string;
  /** Whose each entry is; undefined where this platform cannot have made these names. @throws Problem */
  owners(entries: readonly Entry[]): Promise<ReadonlyMap<Entry, Owner> | undefined>;
}

/** Entries that somebody can have handed in. */
export const isHandedIn = ({ name, folder }: Entry): boolean => folder || isWork(name) || isArchive(name);

/** A layout in which every entry's name says whose it is. */
export const byName = (
  name: LayoutName,
  platform: string,
  read: (entry: string) => Owner | undefined,
): Layout => ({
  name,
  platform,
  owners: async (entries) => {
    const handedIn = entries.filter((entry) => {
      const owner = read(entry.name);
      return owner ? !owner.about : isHandedIn(entry);
    });
    if (handedIn.length === 0 || handedIn.some((entry) => read(entry.name) === undefined)) return undefined;
    return new Map(
      entries.flatMap((entry) => {
        const owner = read(entry.name);
        return owner ? [[entry, owner] as const] : [];
      }),
    );
  },
});
