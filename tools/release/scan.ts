/** Every text in a folder: files, what archives hold, strings in JSON, sources in maps. */
import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { gunzipSync, unzipSync } from "fflate";
import { type Needle, squeeze } from "./needles.js";
import { untar } from "./untar.js";

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

export async function scan(folder: string, needles: readonly Needle[]): Promise<Seen> {
  const leaks: Leak[] = [];
  let files = 0;
  for await (const [path, bytes] of filesIn(folder)) {
    files++;
    if (forbidden.test(path))
      leaks.push({ path, needle: { kind: "solution", text: "", shown: "a file of this name" } });
    const text = squeeze(textsIn(Buffer.from(bytes).toString("utf8")).join("\n"));
    for (const needle of needles) if (text.includes(needle.text)) leaks.push({ path, needle });
  }
  return { leaks, files };
}

async function* filesIn(folder: string): AsyncGenerator<[path: string, bytes: Uint8Array]> {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    yield* opened(relative(folder, path).replaceAll(sep, "/"), readFileSync(path));
  }
}

/** A file, and what is in it where it is an archive. */
async function* opened(path: string, bytes: Uint8Array): AsyncGenerator<[path: string, bytes: Uint8Array]> {
  if (/\.zip$/.test(path))
    for (const [name, inner] of Object.entries(unzipSync(bytes))) yield* opened(`${path}/${name}`, inner);
  else if (/\.(tgz|tar\.gz)$/.test(path))
    for (const [name, inner] of await untar(gunzipSync(bytes))) yield* opened(`${path}/${name}`, inner);
  else if (/\.tar$/.test(path))
    for (const [name, inner] of await untar(bytes)) yield* opened(`${path}/${name}`, inner);
  else yield [path, bytes];
}

/** The text, and what it means where it is JSON, or carries a map of its sources. */
function textsIn(text: string): string[] {
  const maps = [...text.matchAll(/sourceMappingURL=data:[^,]*;base64,([\w+/=]+)/g)].map(([, map]) =>
    Buffer.from(map!, "base64").toString("utf8"),
  );
  return [text, ...[text, ...maps].flatMap(stringsIn)];
}

function stringsIn(text: string): string[] {
  if (!/^\s*[[{]/.test(text)) return [];
  const found: string[] = [];
  try {
    JSON.parse(text, (key, value) => {
      found.push(key);
      if (typeof value === "string") found.push(value);
      // Lines of a cell are a list.
      if (Array.isArray(value) && value.every((one) => typeof one === "string")) found.push(value.join(""));
      return value;
    });
  } catch {
    return [];
  }
  return found;
}
