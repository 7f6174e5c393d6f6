/** The class: a list of one's own, a gradebook that Canvas exported, or Moodle's grading worksheet. */
import { Problem } from "../files/problem.js";
import { columnOf, readTable, type Table } from "./tables.js";

export interface Enrolled {
  readonly id: string;
  readonly name: string;
  /** The number on the platform, where it is another than `id`. */
  readonly platformId?: string;
  readonly login?: string;
  readonly email?: string;
  readonly group?: string;
}

/** The first of these that a table has is meant. */
const names = {
  id: ["id", "student id", "sid", "identifier", "student number", "username"],
  name: ["name", "full name", "student", "student name"],
  platformId: ["platform id", "canvas id", "moodle id", "participant"],
  login: ["login", "sis login id", "username", "github", "user"],
  email: ["email", "email address", "e-mail", "mail"],
  group: ["group", "team"],
} as const;

/** @throws Problem when a column is missing, or a student stands twice */
export function readRoster(path: string): Enrolled[] {
  const table = readTable(path);
  const at = {
    id: need(table, "id"),
    name: need(table, "name"),
    platformId: columnOf(table, ...names.platformId),
    login: columnOf(table, ...names.login),
    email: columnOf(table, ...names.email),
    group: columnOf(table, ...names.group),
  };
  const students = table.rows.flatMap((row): Enrolled[] => {
    const cell = (k: number) => (k < 0 ? "" : row[k]!.trim());
    const [id, name] = [numberOf(cell(at.id)), cell(at.name)];
    if (id === "" || isNobody(name)) return [];
    const also = (key: "platformId" | "login" | "email" | "group") =>
      cell(at[key]) === "" ? {} : { [key]: key === "platformId" ? numberOf(cell(at[key])) : cell(at[key]) };
    return [{ id, name, ...also("platformId"), ...also("login"), ...also("email"), ...also("group") }];
  });
  for (const key of ["id", "platformId", "login", "email"] as const) onlyOnce(path, students, key);
  if (students.length === 0) throw new Problem(`${path} names no student`);
  return students;
}

function need(table: Table, key: "id" | "name"): number {
  const found = columnOf(table, ...names[key]);
  if (found < 0)
    throw new Problem(
      `${table.path} has no column ${key}; its columns are ${table.columns.join(", ")}. Name one of them ${names[key].map((one) => JSON.stringify(one)).join(" or ")}`,
    );
  return found;
}

/** Moodle's worksheet calls participant 4711 "Participant 4711", in the teacher's language. */
const numberOf = (id: string): string => /^\p{L}[\p{L} ]* (\d+)$/u.exec(id)?.[1] ?? id;

/** Canvas has lines for points and for the teacher's own view of the course. */
const isNobody = (name: string): boolean => /^points possible$/i.test(name) || /^student, test$/i.test(name);

function onlyOnce(path: string, students: readonly Enrolled[], key: "id" | "platformId" | "login" | "email") {
  const seen = new Map<string, string>();
  for (const student of students) {
    const value = student[key]?.toLowerCase();
    if (value === undefined) continue;
    const before = seen.get(value);
    if (before !== undefined)
      throw new Problem(
        `${path} has ${key} ${student[key]} twice, for ${before} and ${student.name}; each student needs one of their own`,
      );
    seen.set(value, student.name);
  }
}
