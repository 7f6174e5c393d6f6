import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { beforeEach, expect, it, onTestFinished } from "vitest";
import { roomOf, rows, sizes, table } from "../../tools/size/size.mjs";

let root: string;
const git = (...args: string[]) => execFileSync("git", args, { cwd: root });
const write = (path: string, lines: number, end = "\n") => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), `${Array.from({ length: lines }, () => "line").join("\n")}${end}`);
};

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "size-"));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  git("init", "--quiet");
  git("config", "user.name", "course");
  git("config", "user.email", "course@example.org");
  write("lib/src/kv/size.ts", 10);
  write("lib/src/kv/a name.ts", 2, "");
  write("kernel/launch.cjs", 5);
  write("README.md", 3);
  write("exercises/07.ts", 100); // generated, and so are the next three
  write("lib/src/fast/generated/wasm.ts", 100);
  write("notebooks/07.ipynb", 100);
  write("package-lock.json", 100);
  write(".gitignore", 1, "\ndist/\n");
  git("add", "--all");
  git("commit", "--quiet", "--message=first");
});

it.each([
  ["lib/src/kv/size.ts", "lib/src/kv"],
  ["lib/src/index.ts", "lib/src"],
  ["lib/README.md", "lib"],
  ["test/lib/kv/size.test.ts", "test/lib"],
  ["kernel/jupyter/kernel.json", "kernel"],
  ["README.md", "."],
])("roomOf(%j) is %j", (file, room) => {
  expect(roomOf(file)).toBe(room);
});

it("sizes(root) counts lines by room, of new files too, and of nothing that is generated or ignored", () => {
  write("lib/src/kv/new.ts", 4);
  write("lib/dist/kv/size.js", 50);
  expect(Object.fromEntries(sizes(root))).toEqual({ ".": 5, kernel: 5, "lib/src/kv": 16 });
});

it("rows(sizes(root), sizes(root, commit)) says what a change adds and takes away", () => {
  write("lib/src/kv/size.ts", 8);
  write("lib/src/ink/escape.ts", 7);
  rmSync(join(root, "kernel"), { recursive: true });
  expect(rows(sizes(root), sizes(root, "HEAD"))).toEqual([
    { room: ".", lines: 5, change: 0 },
    { room: "kernel", lines: 0, change: -5 },
    { room: "lib/src/ink", lines: 7, change: 7 },
    { room: "lib/src/kv", lines: 10, change: -2 },
    { room: "all", lines: 22, change: 0 },
  ]);
});

it("table(rows) is a line for each room, with signs where there is a change", () => {
  const all = rows(new Map([["kernel", 12]]), new Map([["kernel", 2]]));
  expect(
    table(all)
      .split("\n")
      .map((line) => line.split(/ +/)),
  ).toEqual([
    ["kernel", "12", "+10"],
    ["all", "12", "+10"],
  ]);
});
