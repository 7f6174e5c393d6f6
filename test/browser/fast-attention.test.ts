import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { build } from "esbuild";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chromiumPath, launch } from "./support/chromium.ts";

/** What a worker of a page does: every rung against plain attention, and threads where memory can be shared. */
const WORKER = `
import { attention, availableBackends, fastAttention, FastCache, FastThreads } from "long-attention/fast";
import { causalWindowPattern } from "long-attention/sparse";
import { maxAbsDiff, randn, rng } from "long-attention/tensor";

const random = rng(1);
const [Q, K, V] = [randn([150, 20], random), randn([150, 20], random), randn([150, 12], random)];
const want = attention(Q, K, V, { causal: true });
const far = Object.fromEntries(
  availableBackends().map((backend) => [backend, maxAbsDiff(fastAttention(Q, K, V, { backend, causal: true }).O, want)]),
);
const pattern = causalWindowPattern(150, 30);
const cache = new FastCache({ capacity: 3, d: 2 });
cache.append([2, 0], [5, 7]);
const threads = await FastThreads.start(2, new URL("/thread.js", location.href));
const shared = await threads.attention(Q, K, V, { pattern });
postMessage({
  far,
  best: fastAttention(Q, K, V).backend,
  decoded: Array.from(cache.attend([1, 1]).o),
  threads: threads.count,
  byThreads: maxAbsDiff(shared.O, fastAttention(Q, K, V, { pattern }).O),
});
`;

/** Without types and imports, as a browser takes it. */
async function bundle(contents: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: ".", loader: "ts" },
    bundle: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    write: false,
    logLevel: "error",
  });
  return outputFiles[0]!.text;
}

describe.skipIf(!chromiumPath)("fastAttention in a worker of Chromium", () => {
  let browser: Browser;
  let server: Server;
  let isolated = false;

  beforeAll(async () => {
    const files: Record<string, string> = {
      "/worker.js": await bundle(WORKER),
      "/thread.js": await bundle('import "long-attention/fast/thread.js";'),
      "/": "<!doctype html><html lang='en'><title>Page</title>",
    };
    server = createServer((request, response) => {
      const path = request.url ?? "/";
      const type = path.endsWith(".js") ? "text/javascript" : "text/html";
      response.writeHead(path in files ? 200 : 404, {
        "content-type": type,
        ...(isolated && {
          "cross-origin-opener-policy": "same-origin",
          "cross-origin-embedder-policy": "require-corp",
        }),
      });
      response.end(files[path] ?? "");
    });
    await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
    browser = await launch();
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    server?.close();
  });

  it.each([
    ["an isolated page, on two threads", true, 2],
    ["any other page, where no memory can be shared, on one", false, 1],
  ])("computes every rung in %s", async (_, isolate, threads) => {
    isolated = isolate;
    const page = await browser.newPage();
    const { port } = server.address() as AddressInfo;
    await page.goto(`http://127.0.0.1:${port}/`);
    const said = await page.evaluate(
      () =>
        new Promise<Record<string, unknown>>((resolve, reject) => {
          const worker = new Worker("/worker.js", { type: "module" });
          worker.onmessage = ({ data }) => resolve(data);
          worker.onerror = ({ message }) => reject(new Error(message));
        }),
    );
    await page.close();
    expect(Object.keys(said.far as object)).toEqual(["ndarray", "typed", "typescript", "wasm", "wasm-fma"]);
    for (const far of Object.values(said.far as Record<string, number>))
      expect(far).toBeLessThanOrEqual(4e-6);
    expect(said).toMatchObject({ best: "wasm-fma", decoded: [5, 7], threads });
    expect(said.byThreads).toBeLessThanOrEqual(1e-6);
  });
});
