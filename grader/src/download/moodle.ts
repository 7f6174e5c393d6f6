import { byName } from "./owner.js";

/**
 * `Ada Lovelace_4711_assignsubmission_file` is a folder, with a `_` at its end before Moodle 4.1, or stands before a
 * file's name. The number is the participant's in this assignment, as in the grading worksheet. A group's name comes
 * first, with a hyphen: `Red-Ada Lovelace`. Feedback is matched by everything up to `_file`.
 * @see moodle, mod/assign/feedback/file/importziplib.php (is_valid_filename_for_import)
 */
export const moodle = byName("moodle", "Moodle", (entry) => {
  const [, receipt, name, id, plugin, file] =
    /^((.+?)_(\d+)_assignsubmission_([a-z]+))(?:_(.*))?$/isu.exec(entry) ?? [];
  if (name === undefined) return undefined;
  return {
    id: id!,
    name,
    file: file ?? "",
    receipt: `${receipt}_`,
    ...(plugin === "file" ? {} : { about: true }),
  };
});
