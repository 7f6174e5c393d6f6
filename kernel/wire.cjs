/**
 * Jupyter messages on the wire: identities, a delimiter, a signature, then header, parent header, metadata and
 * content as JSON. (tslab has this too, but keeps it to itself.)
 * @see https://jupyter-client.readthedocs.io/en/stable/messaging.html#the-wire-protocol
 */
"use strict";

const { createHmac, randomUUID, timingSafeEqual } = require("node:crypto");

const DELIMITER = Buffer.from("<IDS|MSG>");

/**
 * @typedef {{ msg_id: string, msg_type: string, session: string, username: string, date: string, version: string }} Header
 * @typedef {{ identities: Buffer[], header: Header, content: any }} Message
 * @typedef {{ transport: string, ip: string, key: string, shell_port: number, control_port: number, iopub_port: number,
 *   stdin_port: number, hb_port: number }} Connection  the connection file
 */

class Wire {
  #key;
  #session = randomUUID();

  /** @param {Connection} connection */
  constructor(connection) {
    this.#key = connection.key;
  }

  /**
   * @param {Buffer[]} frames
   * @returns {Message | undefined} undefined: not a message, or not signed with our key
   */
  decode(frames) {
    const at = frames.findIndex((frame) => DELIMITER.equals(frame));
    const parts = frames.slice(at + 2);
    if (at < 0 || parts.length < 4 || !this.#isSigned(frames[at + 1].toString(), parts)) return undefined;
    const [header, , , content] = parts.map((part) => JSON.parse(part.toString()));
    return { identities: frames.slice(0, at), header, content };
  }

  /**
   * @param {string} type
   * @param {object} content
   * @param {Partial<Message>} [parent]  the request that this answers
   * @param {Buffer[]} [identities]  whom to send to; on iopub the topic
   * @returns {(string | Buffer)[]}
   */
  encode(type, content, parent, identities = [Buffer.from(type)]) {
    const header = {
      msg_id: randomUUID(),
      msg_type: type,
      session: this.#session,
      username: "kernel",
      date: new Date().toISOString(),
      version: "5.3",
    };
    const parts = [header, parent?.header ?? {}, {}, content].map((part) => JSON.stringify(part));
    return [...identities, DELIMITER, this.#sign(parts), ...parts];
  }

  /** @param {(string | Buffer)[]} parts */
  #sign(parts) {
    if (this.#key === "") return "";
    const hmac = createHmac("sha256", this.#key);
    for (const part of parts) hmac.update(part);
    return hmac.digest("hex");
  }

  /** @param {string} signature  @param {Buffer[]} parts */
  #isSigned(signature, parts) {
    const [given, wanted] = [signature, this.#sign(parts.slice(0, 4))].map((text) => Buffer.from(text));
    return given.length === wanted.length && timingSafeEqual(given, wanted);
  }
}

module.exports = { Wire };
