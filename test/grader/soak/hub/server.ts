/** A hub on this machine's loopback, with the course's snippet and what only a test wants beside it. */
import { once } from "node:events";
import { createWriteStream, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { delimiter, dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { lastLines, launch, stopAll } from "../../../../tools/start/process.mjs";
import { CannotBeHad } from "./commands.js";

const STARTS_WITHIN_MS = 90_000;

export const PASSWORD = "for this test only, on loopback";

export interface Programs {
  readonly course: string;
  /** The folder with `jupyterhub`. */
  readonly bin: string;
  readonly proxy: string;
}

/** One password for all, ports of our own, and JupyterLab's application within a page's reach are for the test only. */
function config(folder: string, { course, proxy }: Programs, users: readonly string[], ports: number[]) {
  const text = (value: unknown) => JSON.stringify(value);
  return `load_subconfig(${text(join(course, "deploy/jupyterhub/jupyterhub_config.py"))})
c = get_config()
c.JupyterHub.bind_url = "http://127.0.0.1:${ports[0]}"
c.JupyterHub.hub_bind_url = "http://127.0.0.1:${ports[1]}"
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:${ports[2]}"
c.ConfigurableHTTPProxy.command = [${text(proxy)}]
c.ConfigurableHTTPProxy.pid_file = ${text(join(folder, "proxy.pid"))}
c.JupyterHub.db_url = ${text(`sqlite:///${join(folder, "hub.sqlite")}`)}
c.JupyterHub.cookie_secret_file = ${text(join(folder, "cookie-secret"))}
c.JupyterHub.authenticator_class = "shared-password"
c.SharedPasswordAuthenticator.user_password = ${text(PASSWORD)}
c.Authenticator.allowed_users = set(${text(users)})
c.Spawner.args = ["--LabApp.expose_app_in_browser=True"]
`;
}

/** @returns the hub's address, and how to stop it with all servers */
export async function startHub(folder: string, programs: Programs, users: readonly string[]) {
  const ports = await Promise.all([freePort(), freePort(), freePort()]);
  const file = join(folder, "jupyterhub_config.py");
  const log = join(folder, "hub.log");
  writeFileSync(file, config(folder, programs, users, ports));
  const child = launch(join(programs.bin, "jupyterhub"), ["-f", file], {
    cwd: folder,
    env: {
      LANG: "C.UTF-8",
      PATH: [programs.bin, dirname(process.execPath), process.env.PATH].join(delimiter),
      LONG_ATTENTION_COURSE: programs.course,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const written = createWriteStream(log);
  child.stdout?.pipe(written, { end: false });
  child.stderr?.pipe(written, { end: false });
  const url = new URL(`http://127.0.0.1:${ports[0]}/`);
  for (const deadline = performance.now() + STARTS_WITHIN_MS; !(await answers(url)); await sleep(200))
    if (child.exitCode !== null || performance.now() > deadline) {
      await stopAll();
      throw new CannotBeHad(`JupyterHub does not start: ${lastLines(readFileSync(log, "utf8"), 1)}`);
    }
  return { url, log: () => readFileSync(log, "utf8"), stop: () => stopAll() };
}

const answers = (url: URL) =>
  fetch(new URL("hub/api", url)).then(
    ({ ok }) => ok,
    () => false,
  );

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  return port;
}
