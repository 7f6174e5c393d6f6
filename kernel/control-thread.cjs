/**
 * Repairs Stop, Shut Down and Restart while a cell computes, and kernels that outlive their parent.
 *
 * Stock tslab reads the control channel on the thread that runs cells, so nothing reaches it while a cell
 * is in a loop; its only way out is a signal, which Windows does not have. This thread owns the
 * control and heartbeat channels. It passes requests on to the main thread, and helps where that does not answer:
 * an interrupt ends the learner's code (see `interrupt.cjs`), a shutdown ends the process.
 */
"use strict";

const { Session } = require("node:inspector");
const worker = require("node:worker_threads");
const { bind } = require("./sockets.cjs");
const { Wire } = require("./wire.cjs");
const { endLearnersCode } = require("./interrupt.cjs");

const PATIENCE_MS = 100; // a main thread that is free answers within a few
const RETRY_MS = 20;
const SHUTDOWN_MS = 1000;
const FLUSH_MS = 20; // for ZeroMQ to hand the last reply over
const PARENT_EVERY_MS = 1000;

/** @type {{ connection: import("./wire.cjs").Connection, parent: number }} */
const { connection, parent } = worker.workerData;
const main = /** @type {import("node:worker_threads").MessagePort} */ (worker.parentPort);
const wire = new Wire(connection);
const inspector = new Session();
inspector.connectToMainThread();
let asked = 0;
let answered = 0;

setInterval(() => {
  if (parentIsGone()) kill();
}, PARENT_EVERY_MS);

listen();

async function listen() {
  const control = await bind("control", connection);
  const heartbeat = await bind("hb", connection);
  main.on(
    "message",
    async (/** @type {{ frames: (string | Uint8Array)[], type: string }} */ { frames, type }) => {
      if (type === "shutdown_reply") return end(control, heartbeat);
      if (type === "interrupt_reply") answered++;
      await control.send(frames);
    },
  );
  echo(heartbeat);
  for await (const frames of control) {
    const message = wire.decode(frames);
    if (!message) continue;
    main.postMessage(message);
    if (message.header.msg_type === "shutdown_request") {
      const reply = { status: "ok", restart: message.content.restart === true };
      await control.send(wire.encode("shutdown_reply", reply, message, message.identities));
      setTimeout(kill, SHUTDOWN_MS);
    }
    if (message.header.msg_type === "interrupt_request") setTimeout(interrupt, PATIENCE_MS, ++asked);
  }
}

/**
 * Asks the main thread, in the middle of what it does, to drop the learner's code, until it answers.
 * @param {number} n  for the nth interrupt
 */
function interrupt(n) {
  if (answered >= n) return;
  inspector.post("Runtime.evaluate", { expression: endLearnersCode(n) }, () => {
    setTimeout(interrupt, RETRY_MS, n);
  });
}

/** Lets go of everything that would keep or disturb the process in its end; the main thread hears of it and ends too. */
function end(/** @type {{ close(): void }[]} */ ...sockets) {
  inspector.disconnect();
  for (const socket of sockets) socket.close();
  setTimeout(() => process.exit(), FLUSH_MS);
}

/** Heartbeats come back as they are. */
async function echo(/** @type {any} */ heartbeat) {
  for await (const frames of heartbeat) await heartbeat.send(frames);
}

/** An orphan's parent number changes, except on Windows, where the number just belongs to nobody. */
function parentIsGone() {
  if (process.ppid !== parent) return true;
  if (process.platform !== "win32") return false;
  try {
    process.kill(parent, 0);
    return false;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === "ESRCH";
  }
}

/** `process.exit` would end only this thread. */
function kill() {
  process.kill(process.pid, "SIGKILL");
}
