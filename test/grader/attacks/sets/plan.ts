/** What an attack is: data, judged by what can be observed (judge.ts). */
import type { Scene } from "./scene.js";

export const families = [
  "tampering",
  "reading",
  "forging",
  "escaping",
  "device",
  "exhaustion",
  "submission",
  "types",
] as const;
export type Family = (typeof families)[number];

/** One thing on the disk. `path` is appended to the attack's id: ".ts" is a file, "/a.ts" is in a folder. */
export type Part = { readonly path: string } & (
  | { readonly text: string }
  | { readonly bytes: Uint8Array }
  /** A symbolic link to this path. */
  | { readonly link: string }
  | { readonly fifo: true }
  | { readonly folder: true }
);

export interface Attack {
  /** Unique, in kebab-case; also the name that the submission is handed in under. */
  readonly id: string;
  readonly family: Family;
  /** One sentence. */
  readonly tries: string;
  /** Default "00". */
  readonly set?: "00" | "07";
  /** What is handed in. */
  readonly files: (scene: Scene) => readonly Part[];
  /** The points that its honest part earns. */
  readonly honest: number;
  /** What must happen. */
  readonly must: string;
  /** The state that the gradebook must name, where it is certain. */
  readonly state?: "graded" | "not-gradable";
  /** It is after the machine's paths, which must not turn up in what the student reads. */
  readonly paths?: boolean;
}

/** An attack without its family, as the files of a family write it. */
export type Plan = Omit<Attack, "family">;

export const family = (name: Family, plans: readonly Plan[]): Attack[] =>
  plans.map((plan) => ({ ...plan, family: name }));

/** One TypeScript file. */
export const ts = (text: string): Part[] => [{ path: ".ts", text }];
