/** @jsxRuntime automatic @jsxImportSource preact */
/** How far an exercise is, for a badge and a colour. */
import { Badge, type Kind } from "../feedback/html.js";
import { signs } from "../feedback/text.js";
import type { ExerciseResult } from "../result/index.js";

interface Standing {
  readonly kind: Kind;
  readonly sign: string;
  readonly words: string;
}

export function standingOf({ state, score }: ExerciseResult): Standing {
  if (state === "passed") return { kind: "good", sign: signs.passed, words: "full points" };
  if (state !== "failed") return { kind: "none", sign: signs[state], words: state };
  return score > 0
    ? { kind: "part", sign: "◐", words: "partly right" }
    : { kind: "bad", sign: signs.failed, words: "no points yet" };
}

export const Standing = ({ of }: { of: ExerciseResult }) => <Badge {...standingOf(of)} />;
