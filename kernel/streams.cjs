/**
 * Repairs console output: stock tslab sends one message a line (JupyterLab drops output above
 * 1000 messages a second), cuts characters in two and never calls the writer's callback.
 *
 * What cells print is sent in order, the first lines at once: a cell that says something and then computes for
 * a minute has said it. What comes faster than JupyterLab reads is gathered to larger messages.
 */
"use strict";

const { StringDecoder } = require("node:string_decoder");

const CHUNK = 64 * 1024;
const AT_ONCE = 20; // so many messages may follow each other directly,
const EVERY_MS = 5; // and then one in this time

/** @typedef {"stdout" | "stderr"} StreamName */

class Streams {
  #decoders = { stdout: new StringDecoder("utf8"), stderr: new StringDecoder("utf8") };
  /** @type {StreamName} */
  #name = "stdout";
  #text = "";
  #credit = AT_ONCE;
  #counted = 0;
  /** @type {NodeJS.Timeout | undefined} */
  #timer;
  /** @type {(name: StreamName, text: string) => void} */
  #send = () => {};
  /** @type {(() => void)[]} */
  #undo = [];

  /** Takes over this process's standard output and error. */
  take() {
    for (const name of /** @type {const} */ (["stdout", "stderr"])) {
      const stream = process[name];
      this.#replace(
        stream,
        "write",
        (/** @type {string | Uint8Array} */ chunk, /** @type {any[]} */ ...rest) => {
          const encoding = typeof rest[0] === "string" ? rest[0] : "utf8";
          const inUtf8 = typeof chunk !== "string" || encoding === "utf8";
          this.write(name, inUtf8 ? chunk : Buffer.from(chunk, /** @type {BufferEncoding} */ (encoding)));
          const done = rest.find((argument) => typeof argument === "function");
          if (done) process.nextTick(done);
          return true;
        },
      );
      this.#replace(stream, "isTTY", false); // a terminal behind the server must not colour what a notebook keeps
    }
  }

  /** @param {object} object  @param {string} key  @param {unknown} value */
  #replace(object, key, value) {
    const before = Object.getOwnPropertyDescriptor(object, key);
    Object.defineProperty(object, key, { value, configurable: true, writable: true });
    this.#undo.push(() => {
      if (before) Object.defineProperty(object, key, before);
      else Reflect.deleteProperty(object, key);
    });
  }

  giveBack() {
    this.flush();
    for (const undo of this.#undo.splice(0)) undo();
  }

  /** @param {(name: StreamName, text: string) => void} send  where output goes from now on */
  to(send) {
    this.flush();
    this.#send = send;
  }

  /** @param {StreamName} name  @param {string | Uint8Array} chunk */
  write(name, chunk) {
    if (name !== this.#name) this.flush();
    this.#name = name;
    const text = typeof chunk === "string" ? chunk : this.#decoders[name].write(Buffer.from(chunk));
    if (text === "") return;
    this.#text += text;
    const now = Date.now();
    this.#credit = Math.min(AT_ONCE, this.#credit + (now - this.#counted) / EVERY_MS);
    this.#counted = now;
    if (this.#credit >= 1 || this.#text.length >= CHUNK) {
      this.#credit = Math.max(0, this.#credit - 1);
      this.flush();
    } else this.#timer ??= setTimeout(() => this.flush(), 2 * EVERY_MS);
  }

  flush() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const text = this.#text;
    this.#text = "";
    for (let from = 0; from < text.length; from += CHUNK) {
      this.#send(this.#name, text.slice(from, from + CHUNK));
    }
  }
}

module.exports = { Streams };
