/** A small server for the site on this machine, under any path, with the headers of an isolated page. */
import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize, sep } from "node:path";
import { Problem } from "../../tools/start/progress.mjs";

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".xml": "application/xml; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".ts": "text/plain; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".wasm": "application/wasm",
  ".woff2": "font/woff2",
};

/** With these a page may share memory between threads. */
export const isolation = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
  "Cross-Origin-Resource-Policy": "same-origin",
} as const;

export interface Serving {
  /** Default: any that is free. */
  readonly port?: number;
  /** Where the site lies, such as /long-attention/; default /. */
  readonly base?: string;
  /** Default: those of isolation. A host such as GitHub Pages sends none. */
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * Serves a folder on this machine only.
 * @throws Problem when the port is taken
 */
export async function serve(
  folder: string,
  { port = 0, base = "/", headers = isolation }: Serving = {},
): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const server = createServer((request, response) => {
    const path = decoded(new URL(request.url ?? "/", "http://localhost").pathname);
    const file = path.startsWith(base) ? fileAt(folder, path.slice(base.length)) : undefined;
    if (!file)
      return void response.writeHead(404, { "Content-Type": "text/plain" }).end(`${path} is not here.\n`);
    response.writeHead(200, {
      "Content-Type": types[extname(file)] ?? "application/octet-stream",
      "Cache-Control": "no-cache",
      ...headers,
    });
    createReadStream(file).pipe(response);
  });
  await listening(server, port);
  const { port: taken } = server.address() as AddressInfo;
  const stop = () =>
    new Promise<void>((done) => {
      server.close(() => done());
      server.closeAllConnections();
    });
  return { url: `http://localhost:${taken}${base}`, stop };
}

/** Half a percent sign is no address of ours, and no reason to end. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function fileAt(folder: string, path: string): string | undefined {
  const file = normalize(join(folder, path === "" ? "index.html" : path));
  const inside = file.startsWith(folder + sep);
  return inside && existsSync(file) && statSync(file).isFile() ? file : undefined;
}

const listening = (server: Server, port: number): Promise<void> =>
  new Promise((done, fail) => {
    server.once("error", ({ code, message }: NodeJS.ErrnoException) =>
      fail(new Problem(code === "EADDRINUSE" ? `Port ${port} is taken; name another with --port.` : message)),
    );
    server.listen(port, "localhost", done);
  });
