import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { KernelClient, ROOT } from "./client.ts";

const kernel = new KernelClient();
let pid: number;
beforeAll(async () => {
  ({ pid } = await kernel.start());
  await kernel.execute("const kept = 42; let turns = 0;");
});
afterAll(() => kernel.close());

/** Stops a cell once it says that it runs. */
async function stopped(code: string) {
  const cell = await kernel.sendCell(code);
  await kernel.waitFor(({ type, parent }) => type === "stream" && parent === cell.id);
  await kernel.command("interrupt");
  const exchange = await cell.done;
  const kept = await kernel.execute("kept");
  expect(kept.all("execute_result")[0].data["text/plain"]).toBe("42");
  return exchange;
}

const RUNNING = 'console.log("running");';
const AWAIT = "await new Promise((ok) => setTimeout(ok, 5));";

it.each([
  ["a loop", `${RUNNING} while (true) turns++;`],
  ["a loop after an await", `${AWAIT} ${RUNNING} while (true) turns++;`],
  ["a loop that prints", `${AWAIT} while (true) console.log(turns++);`],
  [
    "a loop that catches all",
    `${RUNNING} for (;;) try { while (true) turns++; } catch { turns = 0; } finally { continue; }`,
  ],
  [
    "a loop in an async function",
    `const f = async () => { ${AWAIT} ${RUNNING} while (true) turns++; }; await f();`,
  ],
  ["an await that never ends", `${RUNNING} await new Promise(() => {});`],
])("interrupt ends %s, and variables stay", async (_, code) => {
  const { reply, all } = await stopped(code);
  expect(reply).toMatchObject({ status: "error", ename: "Interrupted", evalue: "the cell was stopped" });
  expect(all("error")[0]).toMatchObject({ ename: "Interrupted" });
});

it("interrupt ends a loop in a file that a cell imports", async () => {
  const folder = mkdtempSync(join(ROOT, "exercises", ".kernel-test-"));
  const name = `./exercises/${basename(folder)}/loop`;
  writeFileSync(join(folder, "loop.ts"), `${RUNNING}\nwhile (true) {}\nexport {};\n`);
  try {
    expect((await stopped(`import "${name}";`)).reply).toMatchObject({ ename: "Interrupted" });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it("interrupt keeps what the cell declared above, and ends what it would have declared later", async () => {
  await stopped(`let above = 1; ${RUNNING} while (true) above++; const below = 2;`);
  expect((await kernel.execute("above > 1")).all("execute_result")[0].data["text/plain"]).toBe("true");
  expect((await kernel.execute("below")).reply.evalue).toContain("Cannot find name 'below'");

  await stopped(`${RUNNING} await new Promise((ok) => setTimeout(ok, 300)); const late = "stopped";`);
  await kernel.execute("const late = 1; await new Promise((ok) => setTimeout(ok, 600));");
  expect((await kernel.execute("late")).all("execute_result")[0].data["text/plain"]).toBe("1");
});

it("interrupt aborts the cells that wait behind the stopped one", async () => {
  const loop = await kernel.sendCell(`${RUNNING} while (true) turns++;`);
  const next = await kernel.sendCell("turns = 0;");
  await kernel.waitFor(({ type, parent }) => type === "stream" && parent === loop.id);
  await kernel.command("interrupt");
  expect((await loop.done).reply.status).toBe("error");
  expect((await next.done).reply.status).toBe("aborted");
});

it("interrupt of an idle kernel does nothing", async () => {
  const { reply } = await kernel.request("interrupt_request", {}, "control");
  expect(reply).toEqual({ status: "ok" });
  expect((await kernel.execute("kept")).reply.status).toBe("ok");
});

it.skipIf(process.platform === "win32")(
  "a signal, as from Ctrl+C, ends a loop too, again and again",
  async () => {
    for (let round = 0; round < 2; round++) {
      const cell = await kernel.sendCell(`${RUNNING} while (true) turns++;`);
      await kernel.waitFor(({ type, parent }) => type === "stream" && parent === cell.id);
      process.kill(pid, "SIGINT");
      expect((await cell.done).reply).toMatchObject({ status: "error", ename: "Interrupted" });
    }
    expect((await kernel.execute("kept")).reply.status).toBe("ok");
  },
);

it("kernel_info on the control channel is answered while a cell waits", async () => {
  const cell = await kernel.sendCell("await new Promise((ok) => setTimeout(ok, 300)); 'end'");
  await kernel.waitFor(({ type, parent }) => type === "execute_input" && parent === cell.id);
  const { reply } = await kernel.request("kernel_info_request", {}, "control");
  expect(reply.implementation).toBe("tslab");
  expect((await cell.done).reply.status).toBe("ok");
});
