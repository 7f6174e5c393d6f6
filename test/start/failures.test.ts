import { existsSync, readFileSync } from "node:fs";
import { devNull } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { findNpm } from "../../tools/start/npm.mjs";
import { canFakePrograms, Project, port, ROOT } from "./project.ts";

const READY = /\?token=secret/;

/** Start, expect it to fail, and return what it said after its steps. */
async function failure(project: Project, args: string[] = [], env: Record<string, string> = {}) {
  const start = project.run("start", args, env);
  expect(await start.code).toBe(1);
  return start.output.replace(/^\[\d.*\n/gm, "").trim();
}

/** Once the cause is mended, the next start must work. */
async function worksNow(project: Project) {
  await project.run("start").until(READY);
}

describe.runIf(canFakePrograms)("npm start without a usable Python", () => {
  it("npm start says which Pythons it looked for when there is none, before installing anything", async () => {
    const project = new Project();
    expect(await failure(project)).toMatch(
      /^No Python was found \(tried python3, python and py -3\): install Python 3\.10 or later.*, open a new terminal and try again\.$/,
    );
    expect(existsSync(join(project.root, "node_modules"))).toBe(false);
    await worksNow(project.addPython());
  });

  it("npm start says which Python is too old", async () => {
    const project = new Project().addPython("3.8.10");
    expect(await failure(project)).toBe(
      "Python 3.8.10 (python3) is too old for JupyterLab: install Python 3.10 or later beside it, open a new terminal and try again.",
    );
    await worksNow(project.addPython("3.13.0", "venv", "python"));
  });

  it("npm start names Debian's package when Python has no venv or ensurepip", async () => {
    const project = new Project().addPython("3.11.2", "bare");
    expect(await failure(project)).toBe(
      'Python 3.11.2 (python3) lacks its venv or ensurepip module: on Debian and Ubuntu run "sudo apt install python3.11-venv", elsewhere install a complete Python, then try again.',
    );
    await worksNow(project.addPython("3.11.2"));
  });

  it("npm start passes over an old or incomplete python3 when python or py -3 will do", async () => {
    const project = new Project().addPython("2.7.18").addPython("3.12.0", "bare", "python");
    const start = project.addProgram("py", "py.mjs").run("start");
    await start.until(READY);
    expect(start.output).toContain("with Python 3.14.0");
  });
});

describe.runIf(canFakePrograms)("npm start with a failing tool", () => {
  it("npm start shows npm's last lines when npm fails", async () => {
    const project = new Project().addPython();
    expect(await failure(project, [], { FAKE_NPM: "breaks" })).toMatch(
      /^npm could not install the packages: .*, then try again\.\n\nnpm error code EUSAGE\nnpm error the lock file does not fit$/,
    );
    await worksNow(project);
  });

  it("npm start shows pip's last lines when pip fails", async () => {
    const project = new Project().addPython();
    expect(await failure(project, [], { FAKE_PIP: "breaks" })).toMatch(
      /^pip could not install JupyterLab: .*, then try again\.\n\nERROR: No space left on device$/,
    );
    await worksNow(project);
  });

  it("npm start shows the compiler's words when a source is wrong", async () => {
    const project = new Project().addPython();
    expect(await failure(project, [], { FAKE_FAILS: "tsc" })).toMatch(
      /^The library and figures could not be built .*, then try again\.\n\ntsc found something$/,
    );
    await worksNow(project);
  });

  it("npm start shows JupyterLab's last lines when it does not come up", async () => {
    const project = new Project().addPython();
    expect(await failure(project, [], { FAKE_LAB: "breaks" })).toMatch(
      /^JupyterLab stopped before it answered: .*, then try again\.\n\n\[C\] Bad config encountered$/,
    );
    await worksNow(project);
  });
});

describe("npm start with flags that cannot be", () => {
  it("npm start -- --port N names a taken port before it installs anything", async () => {
    const project = new Project().addPython();
    const taken = await port({ held: true });
    const sentence = `Port ${taken} is taken by another program: stop that program, name another port, or leave out --port to let JupyterLab find a free one.`;
    expect(await failure(project, ["--port", String(taken)])).toBe(sentence);
    expect(await failure(project, [`--ServerApp.port=${taken}`])).toBe(sentence);
    expect(project.calls()).toEqual([]);
  });

  it.each([["--port=lots"], ["--port=0"], ["--port=65536"], ["--port"]])(
    "npm start -- %s asks for a number",
    async (flag) => {
      const text = await failure(new Project(), [flag]);
      expect(text).toMatch(
        /^--port .*is not a port: give a number from 1 to 65535, for example --port 8890\.$/,
      );
    },
  );

  it("npm start -- notebooks/99.ipynb says that there is no such notebook", async () => {
    expect(await failure(new Project(), ["notebooks/99.ipynb"])).toBe(
      "There is no notebook notebooks/99.ipynb: name one as work/notebooks/…, or none to open the start page.",
    );
  });
});

// Nobody listens on port 9 of the loopback, so these are the real npm and pip at a machine without a network.
describe("npm start without a network", () => {
  const nowhere = "http://127.0.0.1:9/";

  it.runIf(canFakePrograms)(
    "npm start says that npm's registry cannot be reached, and not where it is",
    async () => {
      const project = new Project().addPython();
      const lock = JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8"));
      const preact = lock.packages["node_modules/preact"];
      const dependencies = { preact: preact.version };
      project.write("package.json", JSON.stringify({ name: "course", dependencies }));
      const packages = { "": { name: "course", dependencies }, "node_modules/preact": preact };
      project.write(
        "package-lock.json",
        JSON.stringify({ name: "course", lockfileVersion: 3, requires: true, packages }),
      );
      const env = { npm_config_registry: nowhere, npm_config_fetch_retries: "0", npm_execpath: findNpm() };
      expect(await failure(project, [], env)).toBe(
        "npm could not reach its registry: check the network connection (and npm's proxy settings, if you need a proxy), then try again.",
      );
    },
  );

  it("npm start says that pip's index cannot be reached, and not where it is", async () => {
    const project = new Project();
    const path = process.env.PATH ?? process.env.Path ?? "";
    const pip = { PIP_INDEX_URL: nowhere, PIP_RETRIES: "1", PIP_CONFIG_FILE: devNull };
    expect(await failure(project, [], { PATH: path, ...pip })).toBe(
      "pip could not reach its package index: check the network connection (and pip's proxy settings, if you need a proxy), then try again.",
    );
  });
});
