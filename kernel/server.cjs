/**
 * Speaks Jupyter's protocol for a session. Repairs, compared with stock tslab:
 * - errors are `error` messages and come in the reply too, with name, message and traceback;
 * - cells that were queued behind an error are answered "aborted" (stock: a word of its own), those that are sent
 *   after its reply run (stock: silently skipped for 200 ms), and `stop_on_error: false` is heard;
 * - `execute_input`, `execute_result`, a comm_info and a history reply exist;
 * - one request at a time: while a cell waits for something, nothing else changes tslab's state or shows "idle".
 */
"use strict";

const { bind } = require("./sockets.cjs");
const { Wire } = require("./wire.cjs");

/** Cells that a front end sends together arrive within this of each other. */
const QUIET_MS = 50;
const QUIET_AT_MOST_MS = 500;

/** @typedef {import("./wire.cjs").Message} Message */

class Server {
  #wire;
  #connection;
  #kernel;
  /** @type {any} */
  #iopub;
  /** @type {any} */
  #shell;
  /** @type {any} */
  #stdin;
  /** @type {{ message: Message, aborted: boolean }[]} */
  #queue = [];
  #busy = false;
  #arrivals = 0;
  #count = 0;

  /**
   * @param {import("./wire.cjs").Connection} connection
   * @param {{ session(): import("./session.cjs").Session, interrupt(): void, info: object,
   *   answered(type: string): void }} kernel
   */
  constructor(connection, kernel) {
    this.#connection = connection;
    this.#wire = new Wire(connection);
    this.#kernel = kernel;
  }

  async listen() {
    this.#iopub = await bind("iopub", this.#connection);
    this.#shell = await bind("shell", this.#connection);
    this.#stdin = await bind("stdin", this.#connection); // clients connect to it; nothing is ever asked
    this.#publish("status", { execution_state: "starting" });
    this.#read();
  }

  /**
   * Answers a request from the control channel at once, whatever a cell does.
   * @param {Message} message
   * @returns {{ frames: (string | Buffer)[], type: string }}
   */
  control(message) {
    this.#status("busy", message);
    const reply = this.#controlReply(message);
    this.#status("idle", message);
    const type = message.header.msg_type.replace(/_request$/, "_reply");
    return { frames: this.#wire.encode(type, reply, message, message.identities), type };
  }

  close() {
    for (const socket of [this.#iopub, this.#shell, this.#stdin]) socket.close();
  }

  /** @param {Message} message */
  #controlReply({ header }) {
    switch (header.msg_type) {
      case "interrupt_request":
        this.#kernel.interrupt();
        return { status: "ok" };
      case "shutdown_request":
        return {}; // the control thread has answered already
      case "kernel_info_request":
        return this.#kernel.info;
      default:
        return { status: "error", ename: "NotSupported", evalue: header.msg_type, traceback: [] };
    }
  }

  async #read() {
    for await (const frames of this.#shell) {
      const message = this.#wire.decode(frames);
      if (!message) continue;
      this.#arrivals++;
      this.#queue.push({ message, aborted: false });
      if (!this.#busy) this.#work();
    }
  }

  async #work() {
    this.#busy = true;
    for (let next = this.#queue.shift(); next; next = this.#queue.shift()) {
      const { message, aborted } = next;
      this.#status("busy", message);
      const reply = aborted ? { status: "aborted" } : await this.#answer(message);
      const type = message.header.msg_type.replace(/_request$/, "_reply");
      if (reply) this.#shell.send(this.#wire.encode(type, reply, message, message.identities));
      this.#status("idle", message);
      this.#kernel.answered(message.header.msg_type);
    }
    this.#busy = false;
  }

  /** @param {Message} message  @returns {Promise<object | undefined>} the reply's content */
  async #answer(message) {
    const { header, content } = message;
    try {
      switch (header.msg_type) {
        case "kernel_info_request":
          return this.#kernel.info;
        case "execute_request":
          return await this.#execute(message);
        case "complete_request":
          return this.#complete(content);
        case "inspect_request":
          return this.#inspect(content);
        case "is_complete_request":
          return this.#isComplete(content);
        case "comm_info_request":
          return { status: "ok", comms: {} };
        case "history_request":
          return { status: "ok", history: [] };
        default:
          return undefined; // comm_open and the like: this kernel has no comms
      }
    } catch (error) {
      const { name, message } = /** @type {Error} */ (error);
      return { status: "error", ename: name, evalue: message, traceback: [] };
    }
  }

  /** @param {Message} request */
  async #execute(request) {
    const { code, silent = false, store_history = true, stop_on_error = true } = request.content;
    if (!silent && store_history) this.#count++;
    const execution_count = this.#count;
    /** @type {(type: string, content: object) => void} */
    const publish = (type, content) => this.#publish(type, content, request);
    if (!silent) publish("execute_input", { code, execution_count });

    const outcome = await this.#kernel.session().execute(code, execution_count, {
      stream: (name, text) => publish("stream", { name, text }),
      display: (content, update) => publish(update ? "update_display_data" : "display_data", content),
    });
    if (outcome.status === "ok") {
      if (outcome.data && !silent)
        publish("execute_result", { execution_count, data: outcome.data, metadata: {} });
      return { status: "ok", execution_count, payload: [], user_expressions: {} };
    }
    const { ename, evalue, traceback } = outcome;
    publish("error", { ename, evalue, traceback });
    if (stop_on_error) await this.#abortQueue();
    return { status: "error", execution_count, ename, evalue, traceback };
  }

  /** Everything that was sent before the error's reply counts as queued behind it: read it all first. */
  async #abortQueue() {
    const deadline = Date.now() + QUIET_AT_MOST_MS;
    for (let seen = -1; seen !== this.#arrivals && Date.now() < deadline; ) {
      seen = this.#arrivals;
      await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
    }
    for (const item of this.#queue) item.aborted ||= item.message.header.msg_type === "execute_request";
  }

  /** @param {{ code: string, cursor_pos: number }} content */
  #complete({ code, cursor_pos }) {
    const info = this.#kernel.session().complete(code, toUnits(code, cursor_pos));
    return {
      status: "ok",
      matches: info.candidates,
      cursor_start: toCharacters(code, info.start),
      cursor_end: toCharacters(code, info.end),
      metadata: {},
    };
  }

  /** @param {{ code: string, cursor_pos: number }} content */
  #inspect({ code, cursor_pos }) {
    const text = this.#kernel.session().inspect(code, toUnits(code, cursor_pos));
    return {
      status: "ok",
      found: text !== undefined,
      data: text ? { "text/plain": text } : {},
      metadata: {},
    };
  }

  /** @param {{ code: string }} content */
  #isComplete({ code }) {
    const { completed, indent } = this.#kernel.session().isComplete(code);
    return completed ? { status: "complete" } : { status: "incomplete", indent: indent ?? "" };
  }

  /** @param {string} execution_state  @param {Message} parent */
  #status(execution_state, parent) {
    this.#publish("status", { execution_state }, parent);
  }

  /** @param {string} type  @param {object} content  @param {Message} [parent] */
  #publish(type, content, parent) {
    this.#iopub.send(this.#wire.encode(type, content, parent));
  }
}

// Jupyter counts characters, JavaScript counts 16-bit units.
/** @type {(code: string, characters: number) => number} */
const toUnits = (code, characters) => [...code].slice(0, characters).join("").length;
/** @type {(code: string, units: number) => number} */
const toCharacters = (code, units) => [...code.slice(0, units)].length;

module.exports = { Server };
