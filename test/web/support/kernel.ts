/** The web edition's kernel in Chromium, without the page around it: cells in, outputs out. */
import type { Page } from "playwright-core";
import type { Output } from "../../../tools/press/notebook/ipynb.ts";
import type { FromKernel, ToKernel } from "../../../web/client/messages.ts";
import { sharedBrowser } from "../../browser/page.ts";
import { scriptNamed, servedSite } from "./served.ts";

export interface Ran {
  readonly ok: boolean;
  readonly outputs: Output[];
  /** Everything else that the kernel said. */
  readonly said: readonly FromKernel[];
}

export interface WebKernel {
  /** Ends what ran, and begins anew. */
  restart(): Promise<void>;
  tell(message: ToKernel): Promise<void>;
  run(code: string, number?: number, id?: string): Promise<Ran>;
  close(): Promise<void>;
}

export async function openKernel(): Promise<WebKernel> {
  const url = await servedSite();
  const page = await (await sharedBrowser()).newPage();
  await page.route(`${url}empty.html`, (route) =>
    route.fulfill({ contentType: "text/html", body: "<!doctype html><title>Empty</title>" }),
  );
  await page.goto(`${url}empty.html`);
  const script = await scriptNamed("kernel");
  let count = 0;
  return {
    restart: () => restart(page, script),
    tell: (message) => page.evaluate((message) => kernelHere().postMessage(message), message),
    async run(code, number = ++count, id = `cell-${number}`) {
      if (!(await page.evaluate(() => "kernel" in window))) await restart(page, script);
      return ran(await page.evaluate(collect, { kind: "run", id, number, code } as const));
    },
    close: () => page.close(),
  };
}

/** Runs in the page. */
declare function kernelHere(): Worker;

const restart = (page: Page, script: string): Promise<void> =>
  page.evaluate((script) => {
    const world = window as unknown as { kernel?: Worker; kernelHere: () => Worker };
    world.kernel?.terminate();
    world.kernel = new Worker(script, { type: "module" });
    world.kernelHere = () => world.kernel!;
  }, script);

const collect = (message: Extract<ToKernel, { kind: "run" }>): Promise<FromKernel[]> =>
  new Promise((done) => {
    const heard: FromKernel[] = [];
    const kernel = kernelHere();
    kernel.onmessage = ({ data }: MessageEvent<FromKernel>) => {
      heard.push(data);
      if (data.kind === "done") done(heard);
    };
    kernel.onerror = ({ message }) =>
      done([{ kind: "error", id: "", text: `the kernel did not start: ${message}` }]);
    kernel.postMessage(message);
  });

function ran(heard: readonly FromKernel[]): Ran {
  const outputs: Output[] = [];
  const said: FromKernel[] = [];
  for (const message of heard) {
    if (message.kind === "stream")
      outputs.push({ output_type: "stream", name: message.name, text: message.text });
    else if (message.kind === "display")
      outputs.push({ output_type: "display_data", data: message.data, metadata: {} });
    else if (message.kind === "error") {
      const [ename = "", ...rest] = message.text.split(": ");
      outputs.push({ output_type: "error", ename, evalue: rest.join(": "), traceback: [message.text] });
    } else said.push(message);
  }
  return { ok: heard.some((message) => message.kind === "done" && message.ok), outputs, said };
}
