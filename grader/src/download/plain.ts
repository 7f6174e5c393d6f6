import { isHandedIn, type Layout } from "./owner.js";

/** A folder, a file or an archive for each student, called by what the roster knows the student by. */
export const plain: Layout = {
  name: "plain",
  platform: "a folder of your own",
  owners: async (entries) =>
    new Map(
      entries.filter(isHandedIn).map((entry) => {
        const called = entry.folder ? entry.name : entry.name.replace(/(\.(tar|d))?\.[^.]+$/, "");
        return [entry, { login: called, file: entry.leaf?.path ?? "" }] as const;
      }),
    ),
};

/** A clone for each student, called `hw07-ada01`: the login stands at the end. */
export const repos: Layout = {
  name: "repos",
  platform: "repositories",
  owners: async (entries) => {
    const clones = entries.filter(({ folder }) => folder);
    return clones.length === 0
      ? undefined
      : new Map(clones.map((entry) => [entry, { login: entry.name, ends: true, file: "" }] as const));
  },
};
