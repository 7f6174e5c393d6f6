/** Every text in a folder, however it is packed or spelt, looked through for what no student may have. */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { finder } from "./find.js";
import { leastLength, type Needle, type Needles, squeeze } from "./needles.js";
import { closed, opened, type Part } from "./opened.js";
import { readingsOf } from "./says.js";
import { codeIn, shapeOf } from "./shape.js";

export interface Leak {
  readonly path: string;
  readonly needle: Needle;
}

export interface Seen {
  readonly leaks: readonly Leak[];
  /** In how many files it was looked for. */
  readonly files: number;
}

/** Names that no file of a release may have. */
const forbidden = /(^|\/)(solutions|test|rights|honest)\/|checks\/\d\d-|\.nb\.ts$/;

/** Of a secret's own shape so much in one file is that secret. */
const shareOfShape = 0.5;

export async function scan(
  folder: string,
  { needles, shapes }: Pick<Needles, "needles" | "shapes">,
): Promise<Seen> {
  const leaks: Leak[] = [];
  let files = 0;
  const find = finder(needles, leastLength);
  const leak = (path: string, kind: Needle["kind"], shown: string) =>
    leaks.push({ path, needle: { kind, text: "", shown } });
  for await (const [path, bytes] of partsIn(folder)) {
    files++;
    if (forbidden.test(path)) leak(path, "solution", "a file of this name");
    if (closed.test(path)) leak(path, "closed file", "a file that cannot be looked into");
    const readings = readingsOf(bytes);
    const text = squeeze(readings.join("\n"));
    const found = find(text);
    for (const needle of found) leaks.push({ path, needle });
    if (found.length > 0) continue; // what its lines give away its shape would say again
    const code = readings.flatMap(codeIn).flatMap((piece) => shapeOf(piece) ?? []);
    for (const { kind, shown, shape } of shapes)
      if (code.some((one) => shape.filter((run) => one.has(run)).length >= shareOfShape * shape.length))
        leak(path, kind, `what is, but for its names, ${shown}`);
  }
  return { leaks, files };
}

async function* partsIn(folder: string): AsyncGenerator<Part> {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const name = relative(folder, path).replaceAll(sep, "/");
    if (!/(^|\/)\.git\/objects\//.test(name)) yield* opened(name, readFileSync(path));
  }
  if (existsSync(join(folder, ".git")))
    for (const [path, bytes] of objectsIn(folder)) yield* opened(path, bytes);
}

/** All that a repository remembers: files of every commit, their names, messages, who and when. */
function* objectsIn(folder: string): Generator<Part> {
  const args = [
    "-C",
    folder,
    "-c",
    "safe.directory=*",
    "cat-file",
    "--batch-all-objects",
    "--batch",
    "--unordered",
  ];
  const { stdout } = spawnSync("git", args, { maxBuffer: 2 ** 30 });
  for (let at = 0; at < stdout.length; ) {
    const end = stdout.indexOf(10, at);
    const [id, type, size] = stdout.toString("latin1", at, end).split(" ");
    yield [`.git ${type} ${id!.slice(0, 8)}`, stdout.subarray(end + 1, end + 1 + Number(size))];
    at = end + 2 + Number(size);
  }
}
