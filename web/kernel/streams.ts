/** What cells print goes to the page in pieces: one message a line took 26 s for 100,000 lines. */
import { printed } from "./inspector.ts";

type Name = "stdout" | "stderr";

/** Characters of one cell; a page that holds more is slow to scroll. */
const MOST = 1_000_000;
const PIECE = 64_000;
const SOON = 30; // ms

export class Streams {
  #text = "";
  #name: Name = "stdout";
  #sent = 0;

  constructor(readonly send: (name: Name, text: string) => void) {}

  /** Takes the place of the console's methods. */
  take(): void {
    const print =
      (name: Name) =>
      (...values: unknown[]) => {
        const text = printed(values);
        if (typeof text === "string") this.write(name, `${text}\n`);
        else void text.then((late) => this.write(name, `${late}\n`)); // only where no cell has said "console"
      };
    const [out, err] = [print("stdout"), print("stderr")];
    Object.assign(console, { log: out, info: out, debug: out, warn: err, error: err, trace: err });
  }

  /** Another cell begins. */
  begin(): void {
    this.flush();
    this.#sent = 0;
  }

  write(name: Name, text: string): void {
    if (this.#sent >= MOST) return;
    if (name !== this.#name) this.flush();
    if (this.#text === "") setTimeout(() => this.flush(), SOON);
    this.#name = name;
    this.#text += text;
    this.#sent += text.length;
    if (this.#text.length >= PIECE) this.flush();
    if (this.#sent < MOST) return;
    this.flush();
    this.send(
      "stderr",
      `… what this cell prints beyond ${MOST.toLocaleString("en")} characters is left out\n`,
    );
  }

  /** Whatever is sent by another way must come after what was printed before it. */
  flush(): void {
    const text = this.#text;
    this.#text = "";
    if (text) this.send(this.#name, text);
  }
}
