/** A kernel under test, spoken to as Jupyter speaks: through `bridge.py` and jupyter_client. */
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { delimiter, dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { venvPython } from "../../tools/start/venv.mjs";

export const ROOT = fileURLToPath(new URL("../..", import.meta.url));

// biome-ignore lint/suspicious/noExplicitAny: messages hold whatever the protocol lets them
type Content = any;
export type Message = { channel: string; type: string; parent?: string; content: Content };

/** What a request brought: its reply and, in order, everything that it put on iopub. */
export interface Exchange {
  reply: Content;
  iopub: Message[];
  /** The contents of the messages of one type. */
  all(type: string): Content[];
  /** Everything printed to a stream, joined. */
  printed(name: "stdout" | "stderr"): string;
}

export class KernelClient {
  #bridge: ChildProcessWithoutNullStreams;
  #next = 0;
  #answers = new Map<number, (answer: Content) => void>();
  #messages: Message[] = [];
  #look = new Set<() => void>();
  #errors = "";

  constructor() {
    const env = {
      ...process.env,
      PATH: dirname(process.execPath) + delimiter + process.env.PATH, // the kernel runs on the Node of the tests
      JUPYTER_PATH: join(ROOT, "kernel", "jupyter"),
    };
    this.#bridge = spawn(venvPython(ROOT), [join(ROOT, "test/kernel/bridge.py")], { env });
    this.#bridge.stderr.on("data", (text) => {
      this.#errors += text;
    });
    createInterface(this.#bridge.stdout).on("line", (line) => {
      const event = JSON.parse(line);
      if ("id" in event) this.#answers.get(event.id)?.(event);
      else this.#messages.push(event);
      for (const look of [...this.#look]) look();
    });
  }

  /** What the bridge and the kernel wrote to the server's own stderr. */
  get serverErrors() {
    return this.#errors;
  }

  command(what: string, fields: object = {}): Promise<Content> {
    const id = this.#next++;
    const answer = new Promise((resolve) => {
      this.#answers.set(id, resolve);
    });
    this.#bridge.stdin.write(`${JSON.stringify({ id, do: what, ...fields })}\n`);
    return answer;
  }

  /** Starts the kernel and waits until it is ready. */
  async start(cwd = dirname(ROOT)): Promise<{ pid: number }> {
    const started = await this.command("start", { cwd });
    await this.#ready();
    return started;
  }

  async restart(): Promise<{ pid: number }> {
    const restarted = await this.command("restart");
    this.#messages = []; // jupyter_client counts its messages from 1 again
    await this.#ready();
    return restarted;
  }

  /** Sends a request; `done` waits for its reply and its last iopub message. */
  async send(
    type: string,
    content: object = {},
    channel = "shell",
  ): Promise<{ id: string; done: Promise<Exchange> }> {
    const { msg_id: id } = await this.command("send", { channel, type, content });
    return { id, done: this.#exchange(id, channel) };
  }

  async request(type: string, content: object = {}, channel = "shell"): Promise<Exchange> {
    return (await this.send(type, content, channel)).done;
  }

  execute(code: string, options: object = {}): Promise<Exchange> {
    return this.request("execute_request", { code, ...EXECUTE, ...options });
  }

  async sendCell(code: string, options: object = {}) {
    return this.send("execute_request", { code, ...EXECUTE, ...options });
  }

  /** Waits for a message that has come or comes. */
  waitFor(test: (message: Message) => boolean): Promise<Message> {
    return this.#until(() => this.#messages.find(test));
  }

  close() {
    this.#bridge.stdin.end();
  }

  /** The bridge's end without farewell: the kernel loses its parent. */
  killParent() {
    this.#bridge.kill("SIGKILL");
  }

  /** Asks until iopub answers too: what a kernel publishes before the subscription has arrived is lost. */
  async #ready() {
    for (let heard = false; !heard; ) {
      const { id } = await this.send("kernel_info_request");
      await this.waitFor(({ parent, channel }) => parent === id && channel === "shell");
      await Promise.race([
        sleep(1000),
        this.waitFor(({ parent, channel }) => parent === id && channel === "iopub").then(() => {
          heard = true;
        }),
      ]);
    }
  }

  async #exchange(id: string, channel: string): Promise<Exchange> {
    const own = () => this.#messages.filter((message) => message.parent === id);
    const reply = await this.#until(() => own().find((message) => message.channel === channel));
    const isIdle = ({ type, content }: Message) => type === "status" && content.execution_state === "idle";
    await this.#until(() => own().find(isIdle));
    const iopub = own().filter((message) => message.channel === "iopub");
    const all = (type: string) =>
      iopub.filter((message) => message.type === type).map(({ content }) => content);
    return {
      reply: reply.content,
      iopub,
      all,
      printed: (name) =>
        all("stream")
          .filter((stream) => stream.name === name)
          .map(({ text }) => text)
          .join(""),
    };
  }

  #until<T>(find: () => T | undefined): Promise<T> {
    return new Promise((resolve) => {
      const look = () => {
        const found = find();
        if (found === undefined) return;
        this.#look.delete(look);
        resolve(found);
      };
      this.#look.add(look);
      look();
    });
  }
}

const EXECUTE = {
  silent: false,
  store_history: true,
  user_expressions: {},
  allow_stdin: false,
  stop_on_error: true,
};

export const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false; // no such process
  }
}
