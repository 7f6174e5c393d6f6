import { parse } from "yaml";
import { z } from "zod";
import { Problem } from "../files/problem.js";
import type { Entry } from "./entries.js";
import { isHandedIn, type Layout, type Owner } from "./owner.js";

/** Ruby's symbols are keys with a colon before them. */
const metadata = z.record(
  z.string(),
  z.object({
    ":submitters": z
      .array(
        z.object({
          ":name": z.string(),
          ":sid": z.coerce.string().nullish(),
          ":email": z.string().nullish(),
        }),
      )
      .min(1),
    ":created_at": z.union([z.date(), z.string()]).nullish(),
  }),
);

const file = "submission_metadata.yml";

/**
 * A folder `submission_4711` for each submission, and beside them `submission_metadata.yml`, which says whose they are
 * and when they came. Several submitters are a group; all of them own the folder.
 */
export const gradescope: Layout = {
  name: "gradescope",
  platform: "Gradescope",
  owners: async (entries) => {
    const about = entries.find(({ name }) => name === file);
    const folders = entries.filter((entry) => entry !== about && isHandedIn(entry));
    if (!about?.leaf || folders.some(({ name }) => !/^submission_\d+$/.test(name))) return undefined;
    const told = read((await about.leaf.read()).toString("utf8"));
    return new Map(
      folders.flatMap((entry): [Entry, Owner][] => {
        const one = told[entry.name];
        return one ? [[entry, ownerOf(one)]] : [];
      }),
    );
  },
};

function read(text: string): z.infer<typeof metadata> {
  try {
    return metadata.parse(parse(text));
  } catch {
    throw new Problem(
      `${file} is not as Gradescope writes it; export the submissions again, or use --from plain with folders called by student ids`,
    );
  }
}

function ownerOf({
  ":submitters": submitters,
  ":created_at": time,
}: z.infer<typeof metadata>[string]): Owner {
  const [first, ...others] = submitters;
  const sid = first![":sid"];
  const email = first![":email"];
  return {
    name: first![":name"],
    ...(sid ? { id: sid } : {}),
    ...(email ? { email } : {}),
    ...(time ? { submittedAt: (time instanceof Date ? time : new Date(time)).toISOString() } : {}),
    ...(others.length > 0 ? { with: others.map((one) => one[":sid"] ?? one[":email"] ?? one[":name"]) } : {}),
    file: "",
  };
}
