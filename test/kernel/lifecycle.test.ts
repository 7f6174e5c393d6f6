import { afterEach, expect, it } from "vitest";
import { isAlive, KernelClient, sleep } from "./client.ts";

let kernel: KernelClient;
afterEach(() => kernel.close());

async function untilDead(pid: number) {
  while (isAlive(pid)) await sleep(50);
}

it("restart gives a fresh kernel, even out of an endless loop; shutdown ends it with exit code 0", async () => {
  kernel = new KernelClient();
  const { pid } = await kernel.start();
  await kernel.execute("const old = 1;");
  const loop = await kernel.sendCell("while (true) {}");
  await kernel.waitFor(({ type, parent }) => type === "execute_input" && parent === loop.id);

  const second = await kernel.restart();
  expect(second.pid).not.toBe(pid);
  expect(isAlive(pid)).toBe(false);
  const { reply } = await kernel.execute("old");
  expect(reply).toMatchObject({ status: "error", ename: "TypeScriptError", execution_count: 1 });

  expect((await kernel.command("shutdown")).exit_code).toBe(0);
  expect(kernel.serverErrors).toBe("");
});

it("shutdown_request is answered with the same restart", async () => {
  kernel = new KernelClient();
  await kernel.start();
  const { id } = await kernel.send("shutdown_request", { restart: true }, "control");
  const reply = await kernel.waitFor(({ channel, parent }) => channel === "control" && parent === id);
  expect(reply.content).toEqual({ status: "ok", restart: true });
});

it("the kernel ends when its parent is gone, also in an endless loop", async () => {
  kernel = new KernelClient();
  const { pid } = await kernel.start();
  const loop = await kernel.sendCell("while (true) {}");
  await kernel.waitFor(({ type, parent }) => type === "execute_input" && parent === loop.id);
  kernel.killParent();
  await untilDead(pid);
});
