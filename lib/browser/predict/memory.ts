import { isRight, type Spec } from "./judge.js";

/** A guess that outlasts a reload: null when the reader looked without one. */
interface Kept {
  /** The question as it was asked: a changed one is asked again. */
  readonly question: string;
  readonly guess: string | null;
  readonly right?: boolean | undefined;
}

/** Of one user: a JupyterHub serves all of its users from one place, and several may share a browser, too. */
const key = () =>
  `long-attention.predictions${/^.*?\/user\/[^/]+/.exec(globalThis.location?.pathname ?? "")?.[0] ?? ""}`;
const EVENT = "long-attention-predicted";

/** Every guess kept in this browser, by the number of its question. A browser that keeps nothing has none. */
export function all(): Record<string, Kept> {
  try {
    return JSON.parse(localStorage.getItem(key()) ?? "{}");
  } catch {
    return {};
  }
}

function keep(guesses: Record<string, Kept>): void {
  try {
    localStorage.setItem(key(), JSON.stringify(guesses));
  } catch {
    // A page from a file, or one that may not keep anything: the guess lasts as long as the page.
  }
  document.dispatchEvent(new Event(EVENT));
}

/** What was guessed before. */
export function said({ id, question }: Spec): string | null | undefined {
  const kept = id === undefined ? undefined : all()[id];
  return kept?.question === question ? kept.guess : undefined;
}

export function remember(spec: Spec, guess: string | null): void {
  if (spec.id === undefined) return;
  const right = guess === null ? undefined : isRight(guess, spec);
  keep({ ...all(), [spec.id]: { question: spec.question, guess, right } });
}

/** Forgets the guesses of some questions, which are asked again. */
export function forget(ids: readonly string[]): void {
  keep(Object.fromEntries(Object.entries(all()).filter(([id]) => !ids.includes(id))));
}

/** Calls whenever guesses change, as long as the element is on the page. */
export function changed(element: Element, then: () => void): void {
  const listen = () => (element.isConnected ? then() : document.removeEventListener(EVENT, listen));
  document.addEventListener(EVENT, listen);
}
