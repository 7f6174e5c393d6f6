/** What a person decided for one student, with the reason: later deadlines, and points. */
import { columnOf, readTable } from "../collect/tables.js";
import { Problem } from "../files/problem.js";

export interface Extension {
  /** A new deadline, or days after the usual one. */
  readonly due?: string;
  readonly days?: number;
  readonly reason: string;
}

export interface Override {
  /** In place of the grader's. */
  readonly points?: number;
  /** When it came, where the platform does not say. */
  readonly submitted?: string;
  /** Nothing is taken off for being late. */
  readonly waive?: true;
  readonly reason: string;
}

/** Columns id, due or days, reason. @throws Problem */
export function readExtensions(path: string, students: ReadonlySet<string>): Map<string, Extension> {
  return byStudent(path, students, ["due", "days"], ({ due, days, reason }, line) => {
    if ((due === "") === (days === "")) throw new Problem(`${line} needs either due or days`);
    return { ...(due ? { due } : {}), ...(days ? { days: number(days, `${line}: days`) } : {}), reason };
  });
}

/** Columns id, points, submitted, waive, reason. @throws Problem */
export function readOverrides(path: string, students: ReadonlySet<string>): Map<string, Override> {
  return byStudent(
    path,
    students,
    ["points", "submitted", "waive"],
    ({ points, submitted, waive, reason }, line) => {
      if (points === "" && submitted === "" && waive === "")
        throw new Problem(`${line} changes nothing; give points, submitted or waive`);
      if (waive !== "" && !/^(yes|no)$/i.test(waive))
        throw new Problem(`${line}: waive is ${JSON.stringify(waive)}; write yes or no`);
      return {
        ...(points ? { points: number(points, `${line}: points`) } : {}),
        ...(submitted ? { submitted } : {}),
        ...(/^yes$/i.test(waive) ? { waive: true } : {}),
        reason,
      };
    },
  );
}

function number(text: string, what: string): number {
  const value = Number(text);
  if (!Number.isFinite(value) || value < 0)
    throw new Problem(`${what} is ${JSON.stringify(text)}; write a number of at least 0`);
  return value;
}

function byStudent<Column extends string, T>(
  path: string,
  students: ReadonlySet<string>,
  columns: readonly Column[],
  read: (cells: Record<Column | "reason", string>, line: string) => T,
): Map<string, T> {
  const table = readTable(path);
  const at = new Map<string, number>();
  for (const column of ["id", "reason", ...columns]) at.set(column, columnOf(table, column));
  for (const column of ["id", "reason"])
    if (at.get(column)! < 0)
      throw new Problem(`${path} has no column ${column}; it needs id, reason and ${columns.join(" or ")}`);
  const found = new Map<string, T>();
  for (const [k, row] of table.rows.entries()) {
    const cell = (name: string) => (at.get(name)! < 0 ? "" : row[at.get(name)!]!.trim());
    const [id, line] = [cell("id"), `${path}, line ${k + 2}`];
    if (!students.has(id))
      throw new Problem(`${line}: nobody in this class has the id ${JSON.stringify(id)}`);
    if (found.has(id)) throw new Problem(`${line}: ${id} stands there twice`);
    if (cell("reason") === "") throw new Problem(`${line}: write a reason, for whoever asks later`);
    found.set(
      id,
      read(
        Object.fromEntries(["reason", ...columns].map((name) => [name, cell(name)])) as Record<
          Column | "reason",
          string
        >,
        line,
      ),
    );
  }
  return found;
}
