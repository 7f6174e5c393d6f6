/** What a platform is given that runs a grader for each submission: the instructor's packages, and the few lines that start them. */
import { randomUUID } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, sep } from "node:path";
import { zipSync } from "fflate";
import type { ExerciseSet } from "../../grader/src/engine/index.js";
import { Problem } from "../start/progress.mjs";
import { ROOT } from "../start/setup.mjs";
import { mustBeEmpty, setsOf } from "./chosen.js";
import { writePackages } from "./packages.js";

/** Which files each platform is given, from tools/release/platforms. */
const platforms = {
  gradescope: ["grade-one", "gradescope/setup.sh", "gradescope/run_autograder"],
  prairielearn: [
    "grade-one",
    "prairielearn/run.sh",
    "prairielearn/Dockerfile",
    "prairielearn/info.json",
    "prairielearn/question.html",
  ],
  classroom50: ["classroom50/autograder.py"],
} as const;

export type Platform = keyof typeof platforms;
export const platformNames = Object.keys(platforms) as readonly Platform[];

/**
 * @param out a folder that is empty or not there yet; for Gradescope a .zip
 * @throws Problem for an unknown set, or when there is something at `out`
 */
export function autograder({
  id,
  platform,
  out,
}: {
  id: string;
  platform: Platform;
  out: string;
}): ExerciseSet {
  const [set] = setsOf([id]);
  const zipped = out.endsWith(".zip");
  if (platform === "gradescope" && !zipped)
    throw new Problem(`Gradescope takes one archive: name a .zip with --out, and not ${out}`);
  if (zipped && existsSync(out)) throw new Problem(`${out} is there already; name another one`);
  if (!zipped) mustBeEmpty(out);
  const work = mkdtempSync(join(tmpdir(), "long-attention-autograder-"));
  const folder = join(work, "autograder");
  try {
    mkdirSync(folder);
    writePackages(folder, [join(ROOT, "lib"), join(ROOT, "grader")]);
    for (const file of platforms[platform]) {
      const text = readFileSync(join(templates, file), "utf8");
      writeFileSync(join(folder, file.slice(file.indexOf("/") + 1)), filledIn(text, [set!]), { mode: 0o755 });
    }
    mkdirSync(dirname(out), { recursive: true });
    if (zipped) writeFileSync(out, zipOf(folder));
    else {
      rmSync(out, { recursive: true, force: true });
      renameSync(folder, out);
    }
    return set!;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

export const templates = join(ROOT, "tools", "release", "platforms");

/** A template with the sets' ids and the first one's names in it. */
export const filledIn = (text: string, [first, ...others]: readonly ExerciseSet[]): string =>
  text
    .replaceAll("@SETS@", [first!, ...others].map(({ id }) => id).join(" "))
    .replaceAll("@SET@", first!.id)
    .replaceAll("@NAME@", first!.name)
    .replaceAll("@TITLE@", first!.title)
    .replaceAll("@UUID@", randomUUID());

function zipOf(folder: string): Uint8Array {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return zipSync(
    Object.fromEntries(
      files.map((entry) => {
        const path = join(entry.parentPath, entry.name);
        // The same archive whenever it is made.
        const executable = { os: 3, attrs: 0o100755 << 16, mtime: "1980-01-02" };
        return [relative(folder, path).replaceAll(sep, "/"), [readFileSync(path), executable]] as const;
      }),
    ),
  );
}
