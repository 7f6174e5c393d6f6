/** The real thing, in this checkout: JupyterLab comes up, knows the kernel, stays inside the project and ends whole. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { courseNotebooks } from "../../tools/jupyter.mjs";
import { canFakePrograms, port, ROOT, Running } from "./project.ts";

vi.setConfig({ testTimeout: 60_000 }); // many small programs are started, and the machine may be busy

const READY = /(http:\/\/[^/\s]+)\/\S*\?token=(\w+)/;

/** The processes whose command line, or environment, speaks of this text. */
function processesThatName(text: string): string[] {
  if (process.platform !== "linux") {
    const all = execFileSync("ps", ["-axo", "pid=,args="], { encoding: "utf8" });
    return all.split("\n").filter((line) => line.includes(text));
  }
  const lines = readdirSync("/proc").filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid);
  return lines.filter((pid) => {
    try {
      return ["cmdline", "environ"].some((file) =>
        readFileSync(join("/proc", pid, file), "utf8").includes(text),
      );
    } catch {
      return false; // it ended while we looked
    }
  });
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
  const start = new Running(join(ROOT, "tools", "start.mjs"), ["--no-browser", "--port", String(free)], env);
  const [, address, token] = await start.until(READY);
  const ask = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(`${address}/${path}`, {
      ...init,
      headers: { Authorization: `token ${token}` },
    });
    expect(response.ok).toBe(true);
    return response;
  };
  return { start, ask };
}

describe("npm start, with JupyterLab itself", () => {
  it.runIf(canFakePrograms)(
    "npm start -- --no-browser --port N serves the course's kernel and trusted notebooks until Ctrl-C, and leaves nothing behind",
    async () => {
      const { start, ask } = await open();
      const { default: kernel, kernelspecs } = await (await ask("api/kernelspecs")).json();
      expect([kernel, Object.keys(kernelspecs)]).toEqual(["tslab", ["tslab"]]);

      const page = await (await ask("lab")).text();
      expect(page).toContain("@jupyterlab/apputils-extension:announcements"); // among the disabled extensions
      expect((await (await ask("lab/api/update")).json()).notification).toBeNull();

      for (const notebook of courseNotebooks(ROOT).slice(0, 1)) {
        const { content } = await (await ask(`api/contents/${notebook}`)).json();
        const code = content.cells.filter((cell: { cell_type: string }) => cell.cell_type === "code");
        expect(code.every((cell: { metadata: { trusted: boolean } }) => cell.metadata.trusted)).toBe(true);
      }

      await ask("api/kernels", { method: "POST", body: JSON.stringify({ name: "tslab" }) });
      await expect.poll(() => processesThatName(home).length, { timeout: 10_000 }).toBeGreaterThanOrEqual(3);
      start.child.kill("SIGINT");
      expect(await start.code).toBe(0);
      expect(processesThatName(home)).toEqual([]);
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
