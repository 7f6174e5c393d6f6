import { Rich, show } from "long-attention/notebook";
import { afterEach, expect, test, vi } from "vitest";

const output = Symbol.for("long-attention.output");
const globals = globalThis as Record<string | symbol, unknown>;

afterEach(() => {
  delete globals[output];
  delete globals.__tslab__;
  vi.restoreAllMocks();
});

/** Stands in for the course's kernel, which leaves its output channel on globalThis. */
function insideKernel() {
  const send = vi.fn();
  globals[output] = send;
  return send;
}

/** Stands in for a stock tslab, which leaves what its cells require. */
function insideStockKernel() {
  const raw = vi.fn();
  globals.__tslab__ = { require: (name: string) => (name === "tslab" ? { display: { raw } } : undefined) };
  return raw;
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

test("show(x) asks a stock tslab, through its public display, for the richest form", () => {
  const raw = insideStockKernel();
  show(a);
  show({ [Symbol.for("Jupyter.display")]: () => ({ "text/plain": "A" }) } as never);
  expect(raw.mock.calls).toEqual([
    ["text/html", "<b>A</b>"],
    ["text/plain", "A"],
  ]);
});

test("show(x) prefers the course's kernel, which stands on tslab", () => {
  const raw = insideStockKernel();
  const send = insideKernel();
  show(a);
  expect(send).toHaveBeenCalledOnce();
  expect(raw).not.toHaveBeenCalled();
});

test("show(x) prints the text outside a kernel", () => {
  const log = vi.spyOn(console, "log").mockImplementation(() => {});
  show(a);
  expect(log.mock.calls).toEqual([["A"]]);
});

test("show(3) and show() say what can be shown", () => {
  expect(() => show(3 as never)).toThrow("show: argument 1 is number and has no picture; give it a Picture");
  expect(() => show(a, null as never)).toThrow("show: argument 2 is null and has no picture");
  expect(() => show()).toThrow("show: there is nothing to show");
});
