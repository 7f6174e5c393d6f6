import { existsSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { canFakePrograms, Project, port, Running } from "./project.ts";

const READY = /http:\/\/127\.0\.0\.1:(\d+)(\S*)\?token=secret/;

/** The programs that were called, each once, in their order. */
const programs = (project: Project, after = 0) => [
  ...new Set(
    project
      .calls()
      .slice(after)
      .map(({ program }) => program),
  ),
];

describe.runIf(canFakePrograms)("npm start", () => {
  it("npm start sets everything up, opens a working copy of the start page or the first notebook, and stops cleanly at Ctrl-C", async () => {
    const project = new Project().addPython();
    const start = project.run("start");
    const [, , page] = await start.until(READY);
    expect(page).toBe("/lab/tree/work/notebooks/00-hello.ipynb");
    expect(programs(project)).toEqual(
      ["python", "npm", "venv", "pip", "tsc", "tsx", "nbformat.sign", "jupyterlab"], // in this order
    );
    start.child.kill("SIGINT");
    expect(await start.code).toBe(0);
    expect(start.output).toMatch(/Stopped\.\n$/);
    await expect.poll(() => project.living(), { timeout: 5000 }).toEqual([]);
    expect(readdirSync(join(project.root, ".cache", "jupyter", "runtime"))).toEqual([]);
  });

  it("npm start skips at the second time what is up to date, and says so", async () => {
    const project = new Project().addPython();
    const first = project.run("start");
    await first.until(READY);
    first.child.kill("SIGINT");
    await first.code;
    const before = project.calls().length;
    const second = project.run("start");
    await second.until(READY);
    expect(programs(project, before)).toEqual(["jupyterlab"]);
    for (const step of [
      "npm packages: already installed",
      "JupyterLab: already installed",
      "already built",
      "already signed",
    ]) {
      expect(second.output).toContain(step);
    }
  });

  it("npm start installs, builds or signs again after the lock file, requirements, a source or a notebook changed", async () => {
    const project = new Project().addPython();
    const first = project.run("start");
    await first.until(READY);
    first.child.kill("SIGINT");
    await first.code;
    const changes: [string, string, string[]][] = [
      ["package-lock.json", '{"packages":{"node_modules/a":{"version":"1.0.1"}}}', ["npm", "tsc", "tsx"]],
      ["tools/start/requirements.txt", "jupyterlab==4.0.0\n", ["python", "venv", "pip"]],
      ["tools/start/requirements.txt", "jupyterlab==4.0.0 \\\n    --hash=sha256:4f\n", []], // the same version
      ["lib/src/index.ts", "export const one = 1.5;\n", ["tsc", "tsx"]],
      ["notebooks/00-hello.ipynb", '{"cells":[]}', ["nbformat.sign"]],
    ];
    for (const [file, text, expected] of changes) {
      project.write(file, text);
      const before = project.calls().length;
      const again = project.run("start");
      await again.until(READY);
      again.child.kill("SIGINT");
      await again.code;
      expect(programs(project, before)).toEqual([...expected, "jupyterlab"]);
    }
  });

  it("npm start -- flags hands JupyterLab's flags on, and a notebook's name opens that notebook", async () => {
    const project = new Project().addPython();
    project.write("notebooks/my own.ipynb", "{}");
    const free = await port({ held: false });
    const start = project.run("start", ["--no-browser", "--port", String(free), "notebooks/my own.ipynb"]);
    const [, where, page] = await start.until(READY);
    expect(Number(where)).toBe(free);
    expect(page).toBe("/lab/tree/notebooks/my%20own.ipynb");
    const args = project.calls("jupyterlab")[0]?.args;
    expect(args?.slice(-3)).toEqual(["--no-browser", "--port", String(free)]);
    expect(args).toContain("--ServerApp.port_retries=0");
  });

  it("npm start signs only the notebooks that have a source beside them, and their untouched copies", async () => {
    const project = new Project().addPython();
    project.write("notebooks/from-elsewhere.ipynb", "{}");
    await project.run("start").until(READY);
    expect(project.calls("nbformat.sign")[0]?.args.slice(2)).toEqual([
      join("notebooks", "00-hello.ipynb"),
      "work/notebooks/00-hello.ipynb",
    ]);
  });

  it("npm start keeps Jupyter inside the project and puts this Node first in PATH", async () => {
    const project = new Project().addPython();
    const start = project.run("start", [], {
      JUPYTER_PATH: "/mine",
      PYTHONPATH: "/another",
      PYTHONHOME: "/another",
    });
    await start.until(READY);
    const env = project.calls("jupyterlab")[0]?.env ?? {};
    expect(env.PATH).toBe([dirname(process.execPath), project.bin].join(delimiter));
    expect(env.JUPYTER_PATH).toBe([join(project.root, "kernel", "jupyter"), "/mine"].join(delimiter));
    expect(env.JUPYTER_CONFIG_PATH).toBe(join(project.root, "tools", "start", "jupyter"));
    const folders = ["CONFIG_DIR", "DATA_DIR", "RUNTIME_DIR"].map((name) => env[`JUPYTER_${name}`]);
    for (const folder of [
      ...folders,
      env.JUPYTERLAB_SETTINGS_DIR,
      env.JUPYTERLAB_WORKSPACES_DIR,
      env.IPYTHONDIR,
    ]) {
      expect(folder?.startsWith(join(project.root, ".cache"))).toBe(true);
    }
    expect(env).not.toHaveProperty("PYTHONPATH");
    expect(env).not.toHaveProperty("PYTHONHOME");
    expect(existsSync(join(project.root, "home"))).toBe(false);
  });

  it.each([
    ["SIGINT", 130],
    ["SIGTERM", 130],
    ["SIGHUP", 130],
  ] as const)(
    "npm start stopped by %s during an installation ends pip and its helpers, and the next start makes .venv anew",
    async (signal, code) => {
      const project = new Project().addPython();
      const interrupted = project.run("start", [], { FAKE_PIP: "hangs" });
      await interrupted.until(/JupyterLab: installing/);
      await expect.poll(() => project.calls("stubborn").length, { timeout: 20_000 }).toBe(1);
      interrupted.child.kill(signal);
      expect(await interrupted.code).toBe(code);
      expect(interrupted.output).toContain("npm start carries on from here");
      await expect.poll(() => project.living(), { timeout: 5000 }).toEqual([]);
      project.write(".venv/half-made", "");
      await project.run("start").until(READY);
      expect(project.calls("venv")).toHaveLength(2);
      expect(existsSync(join(project.root, ".venv", "half-made"))).toBe(false);
    },
  );

  it("npm start stopped during npm ci installs the packages at the next start", async () => {
    const project = new Project().addPython();
    const interrupted = project.run("start", [], { FAKE_NPM: "hangs" });
    await expect.poll(() => project.calls("npm").length, { timeout: 20_000 }).toBe(1);
    interrupted.child.kill("SIGINT");
    expect(await interrupted.code).toBe(130);
    await expect.poll(() => project.living(), { timeout: 5000 }).toEqual([]);
    await project.run("start").until(READY);
    expect(project.calls("npm")).toHaveLength(2);
  });

  it("npm start ends with its server when npm and its shell are killed", async () => {
    const project = new Project().addPython();
    const script = join(project.root, "tools", "start", "start.mjs");
    const command = `'${process.execPath}' '${script}'; exit`; // two commands, so that the shell stays
    const shell = new Running("/bin/sh", ["-c", command], project.env({ npm_lifecycle_event: "start" }));
    await shell.until(READY);
    shell.child.kill("SIGKILL");
    await expect.poll(() => project.living(), { timeout: 20_000 }).toEqual([]);
  });

  it("npm start ends pip and its helpers when its terminal is closed", async () => {
    const project = new Project().addPython();
    const start = project.run("start", [], { FAKE_PIP: "hangs" });
    await expect.poll(() => project.calls("stubborn").length, { timeout: 20_000 }).toBe(1);
    start.child.stdout?.destroy();
    start.child.stderr?.destroy();
    start.child.kill("SIGHUP");
    expect(await start.code).toBe(130);
    await expect.poll(() => project.living(), { timeout: 5000 }).toEqual([]);
  });

  it("npm start replaces a .venv that is a link, and leaves alone what it points at", async () => {
    const project = new Project().addPython();
    project.write("elsewhere/kept.txt", "");
    symlinkSync(join(project.root, "elsewhere"), join(project.root, ".venv"));
    await project.run("start").until(READY);
    expect(readdirSync(join(project.root, "elsewhere"))).toEqual(["kept.txt"]);
    expect(existsSync(join(project.root, ".venv", "made-from"))).toBe(true);
  });

  it("npm start makes .venv anew when its Python has gone", async () => {
    const project = new Project().addPython();
    const first = project.run("start");
    await first.until(READY);
    first.child.kill("SIGINT");
    await first.code;
    rmSync(join(project.root, ".venv", "bin", "python"));
    await project.run("start").until(READY);
    expect(project.calls("venv")).toHaveLength(2);
  });
});
