/** One attack, sent, and what came of it. */
export interface Fight {
  /** `tiny`: a set made for the attacks, graded as one class; `sets`: the real sets 00 and 07, one at a time. */
  readonly suite: "tiny" | "sets";
  readonly family: string;
  readonly name: string;
  /** In words. */
  readonly tries: string;
  /** What it managed to do; undefined when nothing. */
  readonly won: string | undefined;
  /** What the gradebook says of it. */
  readonly became?: string;
  /** From its start to its row in the gradebook. */
  readonly seconds: number;
}

/** A line of the table. */
export function line({ suite, family, name, tries, won, seconds }: Fight): string {
  const columns = [
    won === undefined ? "blocked" : "WON    ",
    suite,
    family.padEnd(11),
    JSON.stringify(name).slice(1, -1).padEnd(26),
    `${seconds.toFixed(1)} s`.padStart(7),
    ` ${tries}`,
  ];
  return won === undefined ? columns.join(" ") : `${columns.join(" ")}\n        ${won}`;
}
