import { readdirSync, readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { join, relative, resolve } from "node:path";
import { expect, it } from "vitest";
import { ROOT } from "./project.ts";

const folder = join(ROOT, "tools", "start");
const programs = readdirSync(folder).filter(
  (name) => !/^(jupyter|README\.md|requirements\.(in|txt))$/.test(name),
);

it("tools/start holds programs that Node runs as they are", () => {
  expect(programs.filter((name) => !/\.(mjs|cjs)$/.test(name))).toEqual([]);
});

it.each([...programs, "../build/build.mjs"])(
  "tools/start/%s imports Node's modules and its neighbours only",
  (name) => {
    const code = readFileSync(join(folder, name), "utf8").replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, "");
    const imports = [
      ...code.matchAll(/\bfrom "([^"\n]+)"|^import "([^"\n]+)"|\b(?:import|require)\("([^"\n]+)"\)/gm),
    ].map(([, ...found]) => found.find(Boolean) ?? "");
    const allowed = [...programs, "../build/build.mjs"].map((file) => resolve(folder, file));
    const strangers = imports.filter(
      (path) => !isBuiltin(path) && !allowed.includes(resolve(folder, name, "..", path)),
    );
    expect(strangers.map((path) => `${relative(ROOT, join(folder, name))}: ${path}`)).toEqual([]);
  },
);
