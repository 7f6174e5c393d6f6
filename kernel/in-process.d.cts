/** A MIME bundle: MIME type → content (text as one string, binary content in base64, JSON as an object). */
export type MimeBundle = Record<string, unknown>;

/** An output as a notebook file (nbformat 4) keeps it, with every text as one plain string. */
export type Output =
  | { output_type: "stream"; name: "stdout" | "stderr"; text: string }
  | { output_type: "display_data"; data: MimeBundle; metadata: Record<string, unknown> }
  | {
      output_type: "execute_result";
      execution_count: number;
      data: MimeBundle;
      metadata: Record<string, unknown>;
    }
  | { output_type: "error"; ename: string; evalue: string; traceback: string[] };

export interface CellSession {
  /**
   * Runs one cell after the other, as a fresh kernel would: variables stay from cell to cell, the first
   * call is cell [1]. Wait for one call before the next.
   */
  execute(code: string): Promise<{ ok: boolean; outputs: Output[] }>;
  /** Gives standard output, `process.exit` and the current directory back. */
  close(): void;
}

/**
 * A session of its own variables. It takes over this process's standard output and current directory
 * until `close()`, so only one can be open at a time.
 * @param options.root the project, in which packages are found; default: this one
 * @param options.folder the notebook's, from which cells read files and import `./neighbours`; default: the root
 */
export function createSession(options?: { root?: string; folder?: string }): CellSession;
