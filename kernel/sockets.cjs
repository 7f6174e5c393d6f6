/**
 * Repairs the start and the loss of output: stock tslab reads its sockets while they are still being bound, which
 * can fail (EBUSY), and lets ZeroMQ drop what a slow reader has not taken. Here every socket is bound before
 * it is read, and nothing is dropped.
 */
"use strict";

const zmq = require(require.resolve("zeromq", { paths: [require.resolve("tslab")] }));

/** @typedef {import("./wire.cjs").Connection} Connection */

/** @type {Record<string, () => any>} */
const kinds = {
  shell: () => new zmq.Router(),
  control: () => new zmq.Router(),
  stdin: () => new zmq.Router(),
  iopub: () => new zmq.Publisher({ sendHighWaterMark: 0 }), // 0: no limit
  hb: () => new zmq.Reply(),
};

/**
 * @param {"shell" | "control" | "stdin" | "iopub" | "hb"} name
 * @param {Connection} connection
 */
async function bind(name, connection) {
  const socket = kinds[name]();
  const separator = connection.transport === "tcp" ? ":" : "-";
  await socket.bind(`${connection.transport}://${connection.ip}${separator}${connection[`${name}_port`]}`);
  return socket;
}

module.exports = { bind };
