/**
 * The kernel's start: `node kernel/launch.cjs CONNECTION_FILE`. Runs tslab 1.0.22, unmodified, with the repairs of
 * this folder around it; each file's head says which.
 *
 * Repaired here: stock tslab answers nobody before TypeScript has started (ours: kernel_info at once, TypeScript
 * behind it).
 */
"use strict";

const fs = require("node:fs");
const path = require("node:path");
const { Worker } = require("node:worker_threads");
const { allowInterrupts, interruptHeard } = require("./interrupt.cjs");
const { languageInfo } = require("./language-info.cjs");
const { Server } = require("./server.cjs");

const root = path.join(__dirname, "..");
/** Jupyter starts a kernel in its notebook's folder, which need not lie in the project. */
const folder = process.cwd();
/** Front ends ask a few times before they are content; TypeScript starts when they have gone quiet, or at the first cell. Later, whoever is asked nothing for so long looks round. */
const QUIET_MS = 300;

const tslab = require("tslab/package.json");
const info = {
  status: "ok",
  protocol_version: "5.3",
  implementation: "tslab",
  implementation_version: tslab.version,
  language_info: languageInfo,
  banner: `TypeScript ${languageInfo.version} on Node ${process.version}, by tslab ${tslab.version}`,
  help_links: [],
};

/** @type {import("./session.cjs").Session | undefined} */
let running;
function session() {
  if (!running) {
    const { Session } = require("./session.cjs");
    running = new Session(root, folder);
    allowInterrupts(root);
  }
  return running;
}

/** Ctrl+C where the kernel was started by hand. A cell that was ended may have taken the listener with it. */
function hearSignals() {
  if (process.listenerCount("SIGINT") === 0) process.on("SIGINT", () => running?.stop());
}

async function main() {
  hearSignals();
  const connection = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));
  const control = new Worker(path.join(__dirname, "control-thread.cjs"), {
    workerData: { connection, parent: process.ppid },
  });
  const whenQuiet = setTimeout(() => (running ? running.lookAtLibrary() : session().warm()), QUIET_MS);
  const server = new Server(connection, {
    session,
    info,
    interrupt() {
      interruptHeard();
      running?.stop();
    },
    answered(type) {
      if (type === "execute_request") hearSignals();
      whenQuiet.refresh();
    },
  });
  control.on("message", (message) => control.postMessage(server.control(restored(message))));
  control.on("exit", () => {
    server.close();
    process.exit();
  });
  await server.listen();
  whenQuiet.refresh();
}

/** Buffers arrive from another thread as plain byte arrays. */
function restored(/** @type {import("./wire.cjs").Message} */ message) {
  return { ...message, identities: message.identities.map((bytes) => Buffer.from(bytes)) };
}

main();
