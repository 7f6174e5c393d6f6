import { createRequire } from "node:module";
import { join } from "node:path";
import { Rich, show } from "long-attention/notebook";
import { afterEach, expect, test, vi } from "vitest";

const modules = createRequire(import.meta.url).cache;
const kernel = join("anywhere", "node_modules", "tslab", "dist", "jupyter.js");

afterEach(() => {
  delete modules[kernel];
  vi.restoreAllMocks();
});

/** Stands in for the module in which a running tslab keeps its output channel. */
function insideKernel() {
  const send = vi.fn();
  modules[kernel] = { exports: { lastWriteDisplayData: send } } as never;
  return send;
}

const a = new Rich("<b>A</b>", "A");
const b = new Rich("<b>B</b>", "B");

test("show(x) sends x as display data inside a kernel, and prints nothing", () => {
  const send = insideKernel();
  const log = vi.spyOn(console, "log");
  expect(show(a)).toBeUndefined();
  expect(send).toHaveBeenCalledExactlyOnceWith({
    data: { "text/html": "<b>A</b>", "text/plain": "A" },
    metadata: {},
    transient: {},
  });
  expect(log).not.toHaveBeenCalled();
});

test("show(a, b) sends one output with both side by side", () => {
  const send = insideKernel();
  show(a, b);
  const { data } = send.mock.calls[0]![0];
  expect(data["text/html"]).toMatch(/display: flex.*<b>A<\/b>.*<b>B<\/b>/);
  expect(data["text/plain"]).toBe("A\n\nB");
});

test("show of values with only an image or only text still has HTML beside others", () => {
  const send = insideKernel();
  const display = Symbol.for("Jupyter.display");
  show(
    { [display]: () => ({ "image/png": "QUJD" }) } as never,
    { [display]: () => ({ "text/plain": "<x>" }) } as never,
  );
  const html = send.mock.calls[0]![0].data["text/html"];
  expect(html).toContain("data:image/png;base64,QUJD");
  expect(html).toContain("<pre>&lt;x&gt;</pre>");
});

test("show(x) finds the kernel that runs, though another copy of tslab is loaded before it", () => {
  const idle = join("elsewhere", "tslab", "dist", "jupyter.js");
  modules[idle] = { exports: { lastWriteDisplayData: null } } as never;
  const send = insideKernel();
  show(a);
  delete modules[idle];
  expect(send).toHaveBeenCalledOnce();
});

test("show(x) prints the text outside a kernel, also while a kernel has run no cell yet", () => {
  const log = vi.spyOn(console, "log").mockImplementation(() => {});
  show(a);
  modules[kernel] = { exports: { lastWriteDisplayData: null } } as never;
  show(b);
  expect(log.mock.calls).toEqual([["A"], ["B"]]);
});

test("show(3) and show() say what can be shown", () => {
  expect(() => show(3 as never)).toThrow("show: argument 1 is number and has no picture; give it a Picture");
  expect(() => show(a, null as never)).toThrow("show: argument 2 is null and has no picture");
  expect(() => show()).toThrow("show: there is nothing to show");
});
