import { beforeEach, expect, it, vi } from "vitest";
import type { Spec } from "../../../lib/browser/predict/judge.js";
import { all, remember } from "../../../lib/browser/predict/memory.js";

beforeEach(() => {
  const kept = new Map<string, string>();
  vi.stubGlobal("localStorage", {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, text: string) => kept.set(name, text),
  });
  vi.stubGlobal("document", { dispatchEvent: () => true });
  return () => vi.unstubAllGlobals();
});

const at = (pathname: string) => vi.stubGlobal("location", { pathname });
const spec = { id: "07.1", question: "How many?" } as Spec;

it("all() holds the guesses of one user of a JupyterHub, on every page of theirs, and not another's", () => {
  at("/user/ann/lab/tree/notebooks/07-flash-attention.ipynb");
  remember(spec, null);
  at("/user/ann/lab/workspaces/auto-a/tree/notebooks/07-flash-attention.ipynb");
  expect(Object.keys(all())).toEqual(["07.1"]);
  at("/user/bob/lab/tree/notebooks/07-flash-attention.ipynb");
  expect(all()).toEqual({});
  at("/hubs/user/ann/lab");
  expect(all()).toEqual({});
});

it("all() is the same on every page of a JupyterLab of one's own", () => {
  at("/lab/tree/work/notebooks/07-flash-attention.ipynb");
  remember(spec, null);
  at("/lab");
  expect(Object.keys(all())).toEqual(["07.1"]);
});
