// @ts-check
/** What a person sees while things are set up: numbered steps with elapsed times, and one sentence when one fails. */

/** A failure that the reader can mend: one sentence with the remedy, and the last lines of the tool that failed. */
export class Problem extends Error {
  /** @param {string} sentence @param {string} [details] */
  constructor(sentence, details = "") {
    super(sentence);
    this.details = details;
  }
}

/** @param {number} since from performance.now() @returns {string} such as "3.2 s" or "1 min 5 s" */
export function elapsed(since) {
  const seconds = (performance.now() - since) / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.floor(seconds % 60)} s`;
}

/**
 * Numbered steps, one line each: "[2/5] JupyterLab: installing" while it runs, then "[2/5] JupyterLab: installed (41.3 s)".
 * A terminal shows the seconds passing; a log gets one line for the start of anything long and one for its end.
 * @param {number} total how many steps there will be
 * @param {NodeJS.WriteStream} stream
 */
export function progress(total, stream = process.stdout) {
  let number = 0;

  /**
   * Run one step. `work` calls `doing("installing")` before anything long and returns how it ended: "installed".
   * @param {string} title
   * @param {(doing: (what: string) => void) => Promise<string>} work
   */
  return async function step(title, work) {
    const head = `[${++number}/${total}] ${title}: `;
    const start = performance.now();
    /** @type {NodeJS.Timeout | undefined} */
    let clock;
    const doing = (/** @type {string} */ what) => {
      clearInterval(clock);
      if (!stream.isTTY) return void stream.write(`${head}${what} …\n`);
      const draw = () => stream.write(`\r\x1b[K${head}${what} … ${elapsed(start)}`);
      draw();
      clock = setInterval(draw, 1000);
    };
    const end = (/** @type {string} */ how) => {
      clearInterval(clock);
      stream.write(`${stream.isTTY ? "\r\x1b[K" : ""}${head}${how} (${elapsed(start)})\n`);
    };
    try {
      end(await work(doing));
    } catch (error) {
      end("failed");
      throw error;
    }
  };
}
