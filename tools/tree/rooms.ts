/**
 * The rooms of the house and the floors of each room. Whoever adds a name here changes the architecture; a test
 * holds every import against it, and `npm run tree` draws what the imports are.
 */

/** Which floors each floor may import, lowest first. */
export type Floors = Readonly<Record<string, readonly string[]>>;

/** A room: a folder of sources, and in it a folder for each floor. */
export interface Room {
  readonly folder: string;
  /** Files beside the floors may gather any of them. */
  readonly floors: Floors;
  /** What the table calls every floor that it does not name. Left out: there is no such floor. */
  readonly others?: string;
  /** Which floors may import each package; a package that is not named, no floor may. Left out: any may. */
  readonly packages?: Readonly<Record<string, readonly string[]>>;
  /** Files that belong to another floor than their folder says. */
  readonly elsewhere?: Readonly<Record<string, string>>;
}

/** Each floor may import those before it. */
const upwards = (...floors: string[]): Floors =>
  Object.fromEntries(floors.map((floor, k) => [floor, floors.slice(0, k)]));

/** Which rooms each room may import, lowest first. */
export const HOUSE: Floors = {
  lib: [],
  kernel: [],
  figures: ["lib"],
  grader: ["lib"],
  solutions: ["lib", "grader"],
  exercises: ["lib", "grader"],
  notebooks: ["lib", "figures", "grader"],
  tools: ["lib", "kernel", "figures", "grader", "solutions"],
  bench: ["lib", "tools"], // its commands speak as the tools do
  web: ["lib", "figures", "grader", "tools"],
  test: ["lib", "kernel", "figures", "grader", "solutions", "bench", "tools", "web"],
  "tools/pictures": ["lib", "figures", "tools", "web", "test"], // by hand, through the browser of the tests
};

export const lib: Room = {
  folder: "lib/src",
  floors: {
    facts: [],
    ink: [],
    tensor: [],
    gpu: ["facts", "tensor"],
    attention: ["tensor"],
    sparse: ["tensor", "attention"],
    graph: ["tensor", "sparse"],
    lsh: ["tensor", "attention"],
    flash: ["tensor", "gpu", "attention"],
    kv: ["tensor", "attention"],
    fast: ["tensor", "attention", "sparse", "flash"],
    "memory-systems": ["tensor", "attention"],
    linear: ["tensor"],
    select: ["tensor", "attention", "sparse", "lsh"],
    plots: [
      "ink",
      "facts",
      "tensor",
      "gpu",
      "attention",
      "sparse",
      "graph",
      "lsh",
      "flash",
      "kv",
      "memory-systems",
      "linear",
      "select",
    ],
    notebook: ["ink", "facts", "tensor"],
  },
  packages: {
    ndarray: ["tensor", "flash", "fast", "facts"],
    "ndarray-ops": ["tensor"],
    "@observablehq/plot": ["ink", "plots"],
    "linkedom/worker": ["plots"],
    "fast-png": ["ink", "plots"],
    marked: ["ink"],
    "node:worker_threads": ["fast"],
    tslab: ["notebook"], // asked of the kernel that runs, never loaded
  },
};

export const figures: Room = {
  folder: "figures/src",
  floors: upwards("kit", "every figure"),
  others: "every figure",
};

export const grader: Room = {
  folder: "grader/src",
  floors: upwards(
    "call",
    "cells",
    "files",
    "text",
    "ports",
    "engine",
    "checks",
    "feedback",
    "submission",
    "sandbox",
    "types",
    "learner",
    "result",
    "download",
    "batch",
    "collect",
    "reports",
    "gradebook",
    "platforms",
    "cli",
  ),
};

export const tools: Room = {
  folder: "tools",
  floors: upwards(
    "start",
    "build",
    "tree",
    "size",
    "gallery",
    "golden",
    "release",
    "similar",
    "press",
    "pictures",
  ),
  elsewhere: { "build/build.mjs": "start" }, // runs before npm as the rest of start does
};

export const web: Room = {
  folder: "web",
  floors: upwards("offline", "client", "kernel", "types", "pages", "build"),
};

/** The rooms that have floors. */
export const rooms: readonly Room[] = [lib, figures, grader, tools, web];
