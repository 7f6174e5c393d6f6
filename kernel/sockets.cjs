/**
 * Repairs the start and the loss of output: stock tslab reads its sockets while they are still being bound, which
 * can fail (EBUSY), lets ZeroMQ drop what a slow reader has not taken, and loses what is sent after 512 messages
 * in one turn of the event loop. Here every socket is bound before it is read, and nothing is dropped.
 */
"use strict";

const zmq = require(require.resolve("zeromq", { paths: [require.resolve("tslab")] }));

/** @typedef {import("./wire.cjs").Connection} Connection */

/** `linger`: at the end, an unread message holds the process up for a second at most. */
const common = { linger: 1000 };
/** `sendTimeout: 0`: a send is done when it returns, however many came before. A high-water mark of 0 is none. */
const atOnce = { ...common, sendTimeout: 0, sendHighWaterMark: 0 };

/** @type {Record<string, () => any>} */
const kinds = {
  shell: () => new zmq.Router(atOnce),
  control: () => new zmq.Router(atOnce),
  stdin: () => new zmq.Router(atOnce),
  iopub: () => new zmq.Publisher(atOnce),
  hb: () => new zmq.Reply(common),
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
