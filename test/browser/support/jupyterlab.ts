import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";

const root = fileURLToPath(new URL("../../../", import.meta.url));

/** The part of JupyterLab's application that the tests talk to. */
interface Lab {
  commands: { execute: (id: string, args?: object) => Promise<unknown> };
  shell: {
    currentWidget: {
      context: { ready: Promise<void>; sessionContext: { ready: Promise<void> } };
      content: { model: { sharedModel: { toJSON: () => Notebook } } };
    };
  };
}
export interface Notebook {
  cells: {
    cell_type: string;
    source: string;
    outputs?: { output_type: string; ename?: string; evalue?: string; name?: string }[];
  }[];
}

/** `npm start -- --no-browser` on a free port, and how to stop it. */
export async function startLab(): Promise<{ url: URL; stop: () => Promise<void> }> {
  const port = await freePort();
  const settings = mkdtempSync(join(tmpdir(), "long-attention-")); // the reader's own theme stays as it is
  const flags = [
    "--no-browser",
    "--port",
    String(port),
    "--LabApp.expose_app_in_browser=True",
    `--LabApp.user_settings_dir=${settings}`,
    `--LabApp.workspaces_dir=${settings}`,
  ];
  const child = spawn(process.execPath, ["tools/start/start.mjs", ...flags], { cwd: root });
  const url = await new Promise<URL>((resolve, reject) => {
    let output = "";
    const read = (chunk: Buffer) => {
      output += chunk;
      const found = /https?:\/\/\S+token=\w+/.exec(output);
      if (found) resolve(new URL(found[0]));
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.once("exit", (code) => reject(new Error(`npm start ended with ${code}:\n${output}`)));
  });
  return { url, stop: () => stop(child).finally(() => rmSync(settings, { recursive: true, force: true })) };
}

async function stop(child: ChildProcess): Promise<void> {
  child.removeAllListeners("exit");
  const ended = once(child, "exit");
  child.kill("SIGINT");
  await ended;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  return port;
}

/**
 * Opens a notebook in a fresh workspace and waits for its kernel.
 * @param url any page of JupyterLab's server
 */
export async function openNotebook(page: Page, url: URL, path: string): Promise<void> {
  const base = url.pathname.replace(/lab(\/.*)?$/, "");
  await page.goto(
    new URL(`${base}lab/workspaces/auto-test/tree/${path}?reset&${url.searchParams}`, url).href,
  );
  await page.waitForFunction(() => {
    const lab = (window as unknown as { jupyterapp?: Lab }).jupyterapp;
    return Boolean(lab?.shell.currentWidget?.context?.sessionContext);
  });
  await page.evaluate(async () => {
    const { context } = (window as unknown as { jupyterapp: Lab }).jupyterapp.shell.currentWidget;
    await context.ready;
    await context.sessionContext.ready;
  });
}

/** Clears every output, restarts the kernel and runs all cells; resolves with the notebook when the last has run. */
export async function runAll(page: Page): Promise<Notebook> {
  return page.evaluate(async () => {
    const lab = (window as unknown as { jupyterapp: Lab }).jupyterapp;
    await lab.commands.execute("editmenu:clear-all");
    await lab.commands.execute("notebook:run-all-cells");
    return lab.shell.currentWidget.content.model.sharedModel.toJSON();
  });
}

/** Light or dark. */
export async function setTheme(page: Page, theme: "JupyterLab Light" | "JupyterLab Dark"): Promise<void> {
  await page.evaluate(
    (name) =>
      (window as unknown as { jupyterapp: Lab }).jupyterapp.commands.execute("apputils:change-theme", {
        theme: name,
      }),
    theme,
  );
}
