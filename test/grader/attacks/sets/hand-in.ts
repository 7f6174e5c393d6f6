/** What an attack hands in, on the disk. */
import { spawnSync } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Attack } from "./plan.js";
import type { Scene } from "./scene.js";

/** Writes what an attack hands in, and gives its path. */
export function handIn(scene: Scene, attack: Attack): string {
  const whole = join(scene.class, attack.id);
  let first = "";
  for (const part of attack.files(scene)) {
    const path = `${whole}${part.path}`;
    // The whole submission is the file, or the folder that its parts lie in.
    first ||= join(scene.class, path.slice(scene.class.length + 1).split("/")[0]!);
    mkdirSync(dirname(path), { recursive: true });
    if ("text" in part) writeFileSync(path, part.text);
    else if ("bytes" in part) writeFileSync(path, part.bytes);
    else if ("link" in part) symlinkSync(part.link, path);
    else if ("folder" in part) mkdirSync(path, { recursive: true });
    else spawnSync("mkfifo", [path]);
  }
  return first;
}
