/** A line of the learner's. */
export interface Place {
  /** Such as "cell [3], line 2". */
  readonly name: string;
  readonly line: number;
  /** What the line says. */
  readonly source?: string;
}

export function placed(where: string, line: number, code: string | undefined): Place {
  const source = code?.split("\n")[line - 1];
  return { name: `${where}, line ${line}`, line, ...(source === undefined ? {} : { source }) };
}
