import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { personalFolder } from "../../tools/start/personal.mjs";
import { Project, ROOT } from "./project.ts";

const SINGLEUSER = "deploy/jupyterhub/singleuser";

let course: Project;
let home: string;
let bin: string;
beforeEach(() => {
  course = new Project();
  cpSync(join(ROOT, SINGLEUSER), join(course.root, SINGLEUSER), { recursive: true });
  course.write("notebooks/00-hello.ipynb", "[set](../exercises/00-hello.ts) [code](../lib/src/index.ts)");
  course.write("exercises/00-hello.ts", "stub");
  mkdirSync(join(course.root, "node_modules"));
  for (const name of ["lib", "grader", "figures"]) course.write(`${name}/dist/.tsbuildinfo`, "");
  home = realpathSync(mkdtempSync(join(tmpdir(), "home o'hara-")));
  bin = mkdtempSync(join(tmpdir(), "long-attention-bin-"));
  onTestFinished(() => {
    for (const folder of [home, bin]) rmSync(folder, { recursive: true, force: true });
  });
  program("jupyter", 'echo "$@" >> "$HOME/trusted"');
  program("jupyterhub-singleuser", 'echo "$PWD"; env');
});

function program(name: string, script: string) {
  writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(bin, name), 0o755);
}

const environment = (user: string) => ({
  PATH: [bin, dirname(process.execPath), process.env.PATH].join(delimiter),
  HOME: home,
  JUPYTERHUB_USER: user,
});

const folderOf = (user: string) =>
  personalFolder(course.root, {
    user,
    folder: join(home, "long-attention"),
    env: environment(user),
  });

describe.skipIf(process.platform === "win32")("personalFolder(root, { user, folder })", () => {
  it("lays copies into the user's home, whose links lead to the course, and changes nothing in it", async () => {
    const before = readdirSync(course.root, { recursive: true });
    const { env } = await folderOf("ann");
    const folder = join(home, "long-attention");
    const copy = readFileSync(join(folder, "notebooks/00-hello.ipynb"), "utf8");
    expect(copy).toBe("[set](../exercises/00-hello.ts) [code](../course/lib/src/index.ts)");
    for (const link of ["../exercises/00-hello.ts", "../course/lib/src/index.ts"])
      expect(existsSync(join(folder, "notebooks", link))).toBe(true);
    expect(readdirSync(course.root, { recursive: true })).toEqual(before);
    expect(env).toEqual({
      JUPYTER_PATH: join(course.root, "kernel/jupyter"),
      JUPYTER_CONFIG_PATH: join(course.root, "tools/start/jupyter"),
      LONG_ATTENTION_WORK: folder,
      JUPYTERHUB_ROOT_DIR: folder,
    });
  });

  it("trusts untouched notebooks once, keeps what was changed, and follows a course that moved", async () => {
    await folderOf("ann");
    await folderOf("ann");
    const trusted = readFileSync(join(home, "trusted"), "utf8").trim().split("\n");
    expect(trusted).toEqual([`trust ${join(home, "long-attention/notebooks/00-hello.ipynb")}`]);
    writeFileSync(join(home, "long-attention/exercises/00-hello.ts"), "my answer");
    rmSync(join(home, "long-attention/course"));
    symlinkSync("/gone", join(home, "long-attention/course"));
    await folderOf("ann");
    expect(readFileSync(join(home, "long-attention/exercises/00-hello.ts"), "utf8")).toBe("my answer");
    expect(readlinkSync(join(home, "long-attention/course"))).toBe(course.root);
  });

  it("starts the server although notebooks cannot be trusted, and says so", async () => {
    program("jupyter", "echo no such command; exit 1");
    const { env, notes } = await folderOf("ann");
    expect(env.LONG_ATTENTION_WORK).toBe(join(home, "long-attention"));
    expect(notes.join()).toMatch(
      /could not be signed.+figures of ann's notebooks stand still\. no such command/,
    );
  });

  it("says that the course is not built", async () => {
    rmSync(join(course.root, "lib/dist"), { recursive: true });
    expect((await folderOf("ann")).notes).toEqual([
      `the course in ${course.root} is not built: its owner runs npm ci and npm run build there.`,
    ]);
  });

  it("says in one sentence what could not be written", async () => {
    mkdirSync(join(home, "long-attention"));
    writeFileSync(join(home, "long-attention/exercises"), "");
    await expect(folderOf("ann")).rejects.toThrow(
      /long-attention cannot be written \(E\w+: .+\): give ann a home with room that they may write in\.$/,
    );
  });

  it("refuses what lies in the way of its links", async () => {
    mkdirSync(join(home, "long-attention/course"), { recursive: true });
    await expect(folderOf("ann")).rejects.toThrow(/long-attention\/course is in the way of a link to/);
  });
});

describe.skipIf(process.platform === "win32")("deploy/jupyterhub/singleuser", () => {
  async function singleuser(user: string) {
    const child = spawn(join(course.root, SINGLEUSER), { env: environment(user), cwd: home });
    const said = { out: "", err: "" };
    child.stdout.on("data", (chunk) => (said.out += chunk));
    child.stderr.on("data", (chunk) => (said.err += chunk));
    const [code] = await once(child, "close");
    return { code, ...said };
  }

  it("becomes jupyterhub-singleuser in the user's folder, with the course's kernel", async () => {
    const { code, out, err } = await singleuser("ann");
    expect([code, err]).toEqual([0, ""]);
    const [folder, ...env] = out.split("\n");
    expect(folder).toBe(join(home, "long-attention"));
    expect(env).toContain(`JUPYTERHUB_ROOT_DIR=${folder}`);
    expect(env).toContain(`JUPYTER_PATH=${join(course.root, "kernel/jupyter")}`);
    expect(env.filter((line) => line.startsWith("LONG_ATTENTION_PROGRESS"))).toEqual([]);
  });

  it("keeps two users apart who were given one home, at the same time, and says so in one sentence", async () => {
    const users = ["ann", "b/ob"];
    const said = await Promise.all(users.map(singleuser));
    const folders = said.map(({ out }) => out.split("\n")[0]!);
    const first = folders.indexOf(join(home, "long-attention"));
    const second = 1 - first;
    const apart = join(home, `long-attention-${encodeURIComponent(users[second]!)}`);
    expect(folders[second]).toBe(apart);
    expect(said[first]!.err).toBe("");
    expect(said[second]!.err).toBe(
      `Long Attention: ${folders[first]} is ${users[first]}'s, so the work and the progress of ${users[second]} are kept in ${apart}: give each user of the hub a home of their own.\n`,
    );
    expect(said[second]!.out).toContain(`LONG_ATTENTION_PROGRESS=${join(apart, ".progress.json")}\n`);
    expect(said[second]!.out).toContain("JUPYTERHUB_DEFAULT_URL=/lab/tree/READ-THIS-FIRST.md\n");
    expect(readFileSync(join(apart, "READ-THIS-FIRST.md"), "utf8")).toContain(
      "Tell whoever runs this hub: /",
    );
    const again = await singleuser(users[first]!);
    expect(again.out.split("\n")[0]).toBe(folders[first]);
  });

  it("says in one sentence that a home cannot be written", async () => {
    home = join(bin, "jupyter"); // a file
    const child = spawnSync(join(course.root, SINGLEUSER), { env: environment("ann"), encoding: "utf8" });
    expect(child.status).toBe(1);
    expect(child.stderr).toMatch(
      /^Long Attention: .+ cannot be written \(.+\): give ann a home with room that they may write in\.\n$/,
    );
  });
});

it("deploy/jupyterhub/jupyterhub_config.py names a program and a page that are there", () => {
  const script = `
import json, types
c = types.SimpleNamespace(Spawner=types.SimpleNamespace())
exec(open("deploy/jupyterhub/jupyterhub_config.py").read(), {"get_config": lambda: c})
print(json.dumps(vars(c.Spawner)))`;
  const { stdout } = spawnSync("python3", ["-c", script], {
    cwd: ROOT,
    encoding: "utf8",
    env: { ...process.env, LONG_ATTENTION_COURSE: ROOT },
  });
  const { cmd, default_url } = JSON.parse(stdout);
  expect(cmd).toEqual([join(ROOT, SINGLEUSER)]);
  expect(existsSync(join(ROOT, default_url.replace("/lab/tree/", "")))).toBe(true);
});
