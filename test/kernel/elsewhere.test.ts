import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { KernelClient } from "./client.ts";

const kernel = new KernelClient();
/** A home, as on a JupyterHub whose users share one course. */
const home = realpathSync(mkdtempSync(join(tmpdir(), "long-attention-home-")));

beforeAll(async () => {
  writeFileSync(join(home, "near.ts"), "export const near = (): string => __filename;\n");
  writeFileSync(join(home, "data.json"), '{ "n": 5 }');
  await kernel.start(home);
});
afterAll(() => {
  kernel.close();
  rmSync(home, { recursive: true, force: true });
});

it("Tab in the path of an import offers what is beside the notebook, or else the project's", async () => {
  const offers = async (code: string) =>
    (await kernel.request("complete_request", { code, cursor_pos: code.length })).reply.matches;
  expect(await offers('import { near } from "./ne')).toEqual(["./near"]);
  expect(await offers('import x from "./exer')).toEqual(["./exercises/"]);
});

it("a notebook outside the project reads its own folder, and finds the library", async () => {
  const shown = async (code: string) => {
    const { reply, all } = await kernel.execute(code);
    return all("execute_result")[0]?.data["text/plain"] ?? `${reply.status} ${reply.evalue ?? ""}`;
  };
  expect(await shown("process.cwd()")).toBe(`'${home}'`);
  expect(await shown('import { near } from "./near";\nnear()')).toBe(`'${join(home, "near.js")}'`);
  writeFileSync(join(home, "near.ts"), 'export const near = (): string => "edited";\n');
  expect(await shown('import { near } from "./near";\nnear()')).toBe("'edited'");
  expect(await shown('import data from "./data.json";\ndata.n')).toBe("5");
  expect(await shown('import { attention } from "long-attention/attention";\ntypeof attention')).toBe(
    "'function'",
  );
});
