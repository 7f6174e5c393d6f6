import { byName } from "./owner.js";

/**
 * `lovelaceada_10013_60013_hw.ts`: the sortable name without anything but letters and digits, `LATE` when it was, the
 * user's id, the attachment's id, the file's name. What was typed into the page ends with `_text.html` or `_link.html`.
 * Feedback is matched by the first two numbers in its name.
 * @see canvas-lms, lib/content_zipper.rb (add_upload_submission) and Assignment#infer_comment_context_from_filename
 */
export const canvas = byName("canvas", "Canvas", (entry) => {
  const [, name, late, id, attachment, file] =
    /^(.+?)(_LATE)?_(\d+)_(?:(\d+)_(.+)|(?:text|link)\.html)$/isu.exec(entry) ?? [];
  if (name === undefined) return undefined;
  return {
    id: id!,
    name,
    ...(late ? { late: true } : {}),
    ...(attachment
      ? { file: file!, receipt: `${name}${late ?? ""}_${id}_${attachment}_` }
      : { file: entry.slice(entry.lastIndexOf("_") + 1), about: true }),
  };
});
