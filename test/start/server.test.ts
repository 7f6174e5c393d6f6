/** The real thing, in this checkout: JupyterLab comes up, knows the kernel, stays inside the project and ends whole. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { signNotebooks } from "../../tools/start/jupyter.mjs";
import { venvPython } from "../../tools/start/venv.mjs";
import { canFakePrograms, Project, port, ROOT, Running } from "./project.ts";

const READY = /(http:\/\/[^/\s]+)\/\S*\?token=(\w+)/;

/** The command lines of this machine's processes; a slim Linux has no ps. */
function commandLines(): string[] {
  if (process.platform !== "linux") {
    return execFileSync("ps", ["-axo", "args="], { encoding: "utf8" }).split("\n");
  }
  return readdirSync("/proc").flatMap((pid) => {
    const file = join("/proc", pid, "cmdline");
    try {
      return /^\d+$/.test(pid) ? [readFileSync(file, "utf8").replaceAll("\0", " ")] : [];
    } catch {
      return []; // it ended while we looked
    }
  });
}

/** Ours: npm start and the server by their port, the kernel by its connection file in the session's folder. */
function processesOf(port: number, session: string): string[] {
  return commandLines().filter((line) => line.includes(`--port ${port}`) || line.includes(session));
}

/** The folder of the session whose server listens on this port. */
function sessionOf(port: number): string {
  const runtime = join(ROOT, ".cache", "jupyter", "runtime");
  const servers = readdirSync(runtime, { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".json"),
  );
  const ours = servers.find((file) => readFileSync(join(runtime, file), "utf8").includes(`"port": ${port},`));
  expect(ours).toMatch(/^session-/);
  return dirname(ours ?? "");
}

let home = "";
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "home-"));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
});

/** Start the course in this checkout, and return a function that asks its server. */
async function open() {
  const free = await port({ held: false });
  const env = { ...process.env, HOME: home, USERPROFILE: home };
  const start = new Running(
    process.execPath,
    [join(ROOT, "tools", "start", "start.mjs"), "--no-browser", "--port", String(free)],
    env,
  );
  const [, address, token] = await start.until(READY);
  const ask = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(`${address}/${path}`, {
      ...init,
      headers: { Authorization: `token ${token}` },
    });
    expect(response.ok).toBe(true);
    return response;
  };
  return { start, ask, port: free };
}

describe("npm start, with JupyterLab itself", () => {
  it.runIf(canFakePrograms)(
    "npm start -- --no-browser --port N serves the course's kernel until Ctrl-C, and leaves nothing behind",
    async () => {
      const { start, ask, port } = await open();
      const session = sessionOf(port);
      const { default: kernel, kernelspecs } = await (await ask("api/kernelspecs")).json();
      expect([kernel, Object.keys(kernelspecs)]).toEqual(["tslab", ["tslab"]]);

      const page = await (await ask("lab")).text();
      expect(page).toContain("@jupyterlab/apputils-extension:announcements"); // among the disabled extensions

      await ask("api/kernels", { method: "POST", body: JSON.stringify({ name: "tslab" }) });
      await expect.poll(() => processesOf(port, session).length, { timeout: 20_000 }).toBe(3);
      start.child.kill("SIGINT");
      expect(await start.code).toBe(0);
      expect(processesOf(port, session)).toEqual([]);
      expect(readdirSync(home)).toEqual([]);
    },
  );

  it("npm start ends when JupyterLab is shut down from its menu", async () => {
    const { start, ask } = await open();
    await ask("api/shutdown", { method: "POST" });
    expect(await start.code).toBe(0);
    expect(start.output).toContain("shut down from its menu");
  });
});

describe("signNotebooks", () => {
  it("signNotebooks(root) makes Jupyter trust the course's notebooks and no others", async () => {
    const project = new Project();
    symlinkSync(join(ROOT, ".venv"), join(project.root, ".venv"), "junction");
    const notebook = (text: string) =>
      JSON.stringify({ cells: [], metadata: { text }, nbformat: 4, nbformat_minor: 5 });
    project.write("notebooks/00-hello.ipynb", notebook("ours"));
    project.write("notebooks/from-elsewhere.ipynb", notebook("theirs"));
    expect(await signNotebooks(project.root, join(project.root, "log"))).toBe(true);
    expect(await signNotebooks(project.root, join(project.root, "log"))).toBe(false);

    const script = `
import sys, nbformat
from nbformat.sign import NotebookNotary
for name in sys.argv[2:]:
    print(NotebookNotary(data_dir=sys.argv[1]).check_signature(nbformat.read(name, 4)))
`;
    const notebooks = ["00-hello", "from-elsewhere"].map((name) =>
      join(project.root, "notebooks", `${name}.ipynb`),
    );
    const data = join(project.root, ".cache", "jupyter", "data");
    const answer = execFileSync(venvPython(ROOT), ["-c", script, data, ...notebooks], { encoding: "utf8" });
    expect(answer.split(/\s+/).slice(0, 2)).toEqual(["True", "False"]);
  });
});
