/**
 * The stretch of time that a date may mean, in years: "2024-02-15" is one day, "2024-02" a month, "2024" the year.
 * @returns [start, end] such as [2024, 2025] for "2024"
 * @throws RangeError when it is not a date
 */
export function dateSpan(date: string): readonly [start: number, end: number] {
  const [, year, month, day] = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(date) ?? [];
  const first = Date.UTC(Number(year), Number(month ?? 1) - 1, Number(day ?? 1));
  const real = new Date(first);
  const fits = real.getUTCMonth() + 1 === Number(month ?? 1) && real.getUTCDate() === Number(day ?? 1);
  if (!fits)
    throw new RangeError(
      `dateSpan: ${JSON.stringify(date)} is not a date; write "2024-03-01", "2024-03" or "2024"`,
    );
  const after = month
    ? Date.UTC(Number(year), Number(month) - (day ? 1 : 0), day ? Number(day) + 1 : 1)
    : Date.UTC(Number(year) + 1, 0, 1);
  return [inYears(first), inYears(after)];
}

/** The middle of what a date may mean, in years: where a plot puts its dot. */
export const dateMiddle = (date: string): number => (dateSpan(date)[0] + dateSpan(date)[1]) / 2;

function inYears(time: number): number {
  const year = new Date(time).getUTCFullYear();
  const start = Date.UTC(year, 0, 1);
  return year + (time - start) / (Date.UTC(year + 1, 0, 1) - start);
}
