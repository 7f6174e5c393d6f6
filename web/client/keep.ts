/** What stays in this browser: edits, and what is solved. All of it can be taken away, or deleted. */
import { improved, type Progress, progressIn, progressText } from "../../grader/dist/learner/reached.js";

/** A cell as its reader wrote it. */
export interface Edit {
  readonly code: string;
  /** What was published when they began. */
  readonly from: string;
  /** The page's edition then. */
  readonly edition: string;
}

type Edits = Readonly<Record<string, Edit>>;

const PROGRESS = "long-attention.progress";
const editsOf = (page: string) => `long-attention.edits.${page}`;

/** What a browser cannot keep, because it may not or is full, lasts as long as the page. */
const here = new Map<string, string>();

function read(key: string): string | undefined {
  try {
    return here.get(key) ?? localStorage.getItem(key) ?? undefined;
  } catch {
    return undefined;
  }
}

function write(key: string, text: string | undefined): void {
  here.delete(key);
  try {
    if (text === undefined) localStorage.removeItem(key);
    else localStorage.setItem(key, text);
  } catch {
    if (text !== undefined) here.set(key, text);
  }
}

/** The edits of a page, by its cells' ids. */
export function edits(page: string): Edits {
  try {
    return JSON.parse(read(editsOf(page)) ?? "{}") as Edits;
  } catch {
    return {}; // somebody else's, or cut short: there is nothing to be had from it
  }
}

/** @param edit undefined: the cell is as it was published */
export function keepEdit(page: string, cell: string, edit: Edit | undefined): void {
  const { [cell]: _, ...others } = edits(page);
  const all = edit ? { ...others, [cell]: edit } : others;
  write(editsOf(page), Object.keys(all).length > 0 ? JSON.stringify(all) : undefined);
}

export function progress(): Progress {
  const text = read(PROGRESS);
  try {
    return text === undefined ? {} : progressIn(text);
  } catch {
    return {};
  }
}

/** The progress file, to be saved. */
export const progressFile = (): string => progressText(progress());

/** Adds what is better than before. @throws Error when the text is no progress file */
export function addProgress(text: string): void {
  keepProgress(progressIn(text));
}

export function keepProgress(reached: Progress): void {
  const better = improved(progress(), reached);
  if (better) write(PROGRESS, progressText(better));
}

export const forgetProgress = (): void => write(PROGRESS, undefined);
