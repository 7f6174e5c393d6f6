/** How far a batch is: a bar on a terminal, a line now and then elsewhere. */
import { Presets, SingleBar } from "cli-progress";
import type { Listener } from "../batch/row.js";

export interface Progress extends Listener {
  end(): void;
}

export function progress(stream: NodeJS.WriteStream): Progress {
  return stream.isTTY ? bar(stream) : lines(stream);
}

function bar(stream: NodeJS.WriteStream): Progress {
  const format = "{bar} {value} of {total} · {eta_formatted} left · {name}";
  const shown = new SingleBar({ format, stream, hideCursor: true, etaBuffer: 50 }, Presets.shades_classic);
  return {
    begin: (total, known) => shown.start(total, known, { name: "" }),
    finished: ({ submission }) => shown.increment({ name: submission.id.slice(0, 30) }),
    note: (text) => void stream.write(`${text}\n`),
    end: () => shown.stop(),
  };
}

function lines(stream: NodeJS.WriteStream): Progress {
  let [total, done] = [0, 0];
  return {
    begin: (all, known) => {
      [total, done] = [all, known];
      if (known > 0) stream.write(`${known} of ${all} were graded before\n`);
    },
    finished: () => {
      done++;
      if (done === total || done % Math.max(1, Math.round(total / 10)) === 0)
        stream.write(`${done} of ${total}\n`);
    },
    note: (text) => void stream.write(`${text}\n`),
    end: () => {},
  };
}
