/** The realm that the grade uses, on the learner's own machine: no walls, and what the solution prints is heard. */
import { dirname, join } from "node:path";
import { Writable } from "node:stream";
import { allFaults, type Fault, faultsExport } from "../../cells/notebook.js";
import type { Program } from "../../cells/program.js";
import { type Exercise, PackedCall, type Reply, type Request, type Stopped } from "../../engine/index.js";
import { isPort } from "../../ports/port.js";
import { V8Realm } from "../../sandbox/child/v8.js";
import type { StoppedReply } from "../../sandbox/protocol.js";
import { stoppedReply } from "../../sandbox/stopped-reply.js";
import { shown } from "./source.js";

export class OwnRealm {
  readonly #program: Program;
  readonly #folder: string;
  readonly #texts: Readonly<Record<string, string>>;
  /** Of one exercise. */
  #realm: V8Realm | undefined;
  /** What is printed in hidden calls would tell of them. */
  #hidden = false;

  /**
   * @param file exercises/NN-name.ts
   * @param texts what its files hold
   */
  constructor(program: Program, file: string, texts: Readonly<Record<string, string>>) {
    this.#program = program;
    this.#folder = dirname(file);
    this.#texts = texts;
  }

  /** Why the file does not load, if it does not. */
  async broken(): Promise<Stopped | undefined> {
    const { broken } = await V8Realm.open(this.#program, "");
    return broken && this.#told(broken, this.#program.main);
  }

  /** Of a notebook: cells that do not compile, or fail when they run. */
  async faults(): Promise<readonly Fault[]> {
    if (!this.#program.place) return [];
    const realm = await V8Realm.open(this.#program, "");
    return allFaults(this.#program.faults, realm.exported(faultsExport));
  }

  /** Loads the file anew for an exercise. @returns what it exports under the exercise's name */
  async open({ name }: Exercise): Promise<unknown> {
    this.#hidden = false;
    const [out, err] = [this.#heard(process.stdout), this.#heard(process.stderr)];
    this.#realm = await V8Realm.open(this.#program, name, { console: new console.Console(out, err) });
    return this.#realm.solution(name);
  }

  /** As sandbox/session answers, within this process. The call begins at once, so that a limit of time can end it. */
  readonly answer = ({ exercise, args, hidden = false }: Request): Promise<Reply> => {
    if (!this.#realm) throw new Error("answer: no exercise is open");
    this.#hidden = hidden;
    return this.#call(this.#realm, exercise, args);
  };

  #heard(stream: NodeJS.WriteStream): Writable {
    return new Writable({
      decodeStrings: false,
      write: (text: string, _encoding, done) => {
        if (!this.#hidden) stream.write(text);
        done();
      },
    });
  }

  async #call(realm: V8Realm, { name, driver = "call" }: Exercise, args: readonly unknown[]): Promise<Reply> {
    const ports = new PackedCall(args);
    const copies = args.filter(isPort).map(() => null);
    const answer = await realm.call(
      { op: "call", id: "", realm: "", name, driver, args: ports.packed, copies, fuel: 0 },
      ports.host,
    );
    if (answer.op === "stopped") return { stopped: this.#told(answer, name) };
    const after = Object.fromEntries(answer.after.flatMap((text, i) => (text === null ? [] : [[i, text]])));
    return { outcome: ports.outcome({ value: answer.value, after, awaited: answer.awaited }) };
  }

  /** With the learner's own line. */
  #told(reply: Omit<StoppedReply, "id">, name: string): Stopped {
    const stopped = stoppedReply(reply, name);
    if (stopped.line === undefined || stopped.stop !== "exception") return stopped;
    const { main } = this.#program;
    const source = this.#texts[main]?.split("\n")[stopped.line - 1];
    return {
      ...stopped,
      place: {
        name: `${shown(join(this.#folder, main))}, line ${stopped.line}`,
        ...(source === undefined ? {} : { source }),
      },
    };
  }
}
