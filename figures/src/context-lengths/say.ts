import { scoreMatrixBytes } from "long-attention/attention";
import { bytes, int, percent, significant } from "long-attention/ink/format.js";
import { fits, memoryBytes, missed, type State, scoreBytes } from "./state.js";

/** The matrix against the memory: "43 % of the 80 GB" or "27 times the 80 GB". */
export function ofMemory(T: number): string {
  const share = scoreMatrixBytes(T) / memoryBytes;
  const memory = `an A100's ${bytes(memoryBytes)}`;
  if (share < 0.001) return `less than ${percent(0.001, 1)} of ${memory}`;
  return share < 2
    ? `${percent(share, share < 0.1 ? 1 : 0)} of ${memory}`
    : `${significant(share, 3)} times ${memory}`;
}

/** What the figure says at the top. */
export function say(state: State): string {
  const { tokens, known, guess } = state;
  if (!known)
    return `Guess first. At which length do the scores of one head fill all ${bytes(memoryBytes)} of an A100? Move the line there, then press My guess.`;
  const now = `At ${int(tokens)} tokens one head's scores are ${int(tokens)} × ${int(tokens)} numbers: ${bytes(scoreBytes(state))}, ${ofMemory(tokens)}.`;
  return guess === undefined || tokens !== guess ? now : verdict(guess);
}

function verdict(guess: number): string {
  const times = missed(guess);
  const how =
    times < 1.1
      ? "Very close"
      : `${guess > fits ? "Too long" : "Too short"} by a factor of ${significant(times, 2)}, so off by ${significant(times ** 2, 2)} in bytes`;
  return `You said ${int(guess)} tokens: ${bytes(scoreMatrixBytes(guess))}. ${how}. The scores fill ${bytes(memoryBytes)} at ${int(fits)} tokens.`;
}
