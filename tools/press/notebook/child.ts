import type { ChildProcess } from "node:child_process";

const KEPT_WORDS = 4000;

/** How a child process ended: nothing to say after code 0, else a sentence; and the last that it said. */
export interface End {
  readonly why: string | undefined;
  readonly words: string;
}

/**
 * Follows a child process to its end.
 * @param name what the sentence calls it  @param streams whose last words are kept
 */
export function endOf(
  child: ChildProcess,
  name: string,
  streams: readonly ("stdout" | "stderr")[] = ["stderr"],
): Promise<End> {
  let words = "";
  for (const stream of streams)
    child[stream]?.setEncoding("utf8").on("data", (chunk: string) => {
      words = (words + chunk).slice(-KEPT_WORDS);
    });
  return new Promise((resolve) => {
    const end = (why: string | undefined) => resolve({ why, words: words.trim() });
    child.once("error", (error) => end(`${name} did not start: ${error.message}`));
    child.once("close", (code, signal) =>
      end(code === 0 ? undefined : `${name} ended (${signal ?? `code ${code}`})`),
    );
  });
}
