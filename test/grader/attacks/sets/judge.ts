/** What an attack achieved, by what can be observed; an attack with no achievement has failed. */

import type { Graded, Nothing } from "./grader.js";
import type { Attack } from "./plan.js";
import { repository, type Scene } from "./scene.js";

export interface Achievement {
  readonly what:
    | "points"
    | "canary"
    | "hidden input"
    | "path"
    | "process"
    | "write"
    | "others"
    | "network"
    | "time"
    | "no result"
    | "infrastructure"
    | "injection"
    | "state";
  readonly detail: string;
}

/** Everything that was seen of an attack. */
export interface Seen {
  readonly attack: Attack;
  readonly scene: Scene;
  readonly graded: Graded | Nothing;
  /** Files that are new, gone or different. */
  readonly changed: readonly string[];
  /** Processes that are left. */
  readonly processes: readonly number[];
  /** Another student's result is not what it was. */
  readonly othersChanged: boolean;
  /** Somebody called our port. */
  readonly connections: number;
}

/** What a report may say of a hidden check. */
const tellable = ["id", "title", "visibility", "state", "reason", "weight", "blocks", "message"];

/** Put together by attacks at run time, so that their text does not contain it. */
export const hiddenMark = ["LEAK", "HIDDEN"].join("-");

export function judge(seen: Seen): Achievement[] {
  const { attack, scene, graded, changed, processes, othersChanged, connections } = seen;
  const found: Achievement[] = [];
  const achieved = (what: Achievement["what"], detail: string) => found.push({ what, detail });
  if (graded.state === "nothing") achieved(graded.why, "the submission has no result");
  else if (graded.state === "infrastructure") achieved("infrastructure", graded.said.slice(0, 300));
  else if (graded.score > attack.honest + 1e-9)
    achieved("points", `${graded.score} instead of ${attack.honest}`);
  for (const [name, canary] of Object.entries(scene.canaries))
    if (graded.said.includes(canary)) achieved("canary", name);
  if (graded.said.includes(hiddenMark)) achieved("hidden input", "its values can be read");
  if (attack.paths && [scene.root, repository].some((path) => graded.said.includes(path)))
    achieved("path", "a path of the machine can be read");
  if (changed.length > 0) achieved("write", changed.slice(0, 4).join(", "));
  if (processes.length > 0) achieved("process", `${processes.length} left`);
  if (othersChanged) achieved("others", "another student's result is not what it was");
  if (connections > 0) achieved("network", `${connections} connections`);
  if (graded.state === "nothing") return found;
  for (const fields of graded.hidden) {
    const more = fields.filter((field) => !tellable.includes(field));
    if (more.length > 0) achieved("hidden input", `a hidden check tells ${more.join(", ")}`);
  }
  for (const [format, text, bad] of dangers(graded)) if (bad.test(text)) achieved("injection", format);
  if (attack.state && graded.state !== "infrastructure" && graded.state !== attack.state)
    achieved("state", `${graded.state} instead of ${attack.state}`);
  return found;
}

/** What a student's text must not become. Attacks use these very words. */
const dangers = ({ html, csv, terminal }: Graded): (readonly [string, string, RegExp])[] => [
  ["HTML", html, /<script>pwned|<img src=x|<a [^>]*javascript:pwned/i],
  ["a formula in a table", csv, /(^|[,\n;\t])"?[=+@-][^\n,]*pwned/],
  ["control characters", terminal + csv + html, controls],
  ["a command for a workflow", terminal, /^::[a-z-]+.*::.*pwned/m],
];

/** Control characters other than tab, newline and return, and those that turn the direction of text round. */
const controls = /[^\P{Cc}\t\n\r]|[\u202a-\u202e\u2066-\u2069]/u;
