import { byName } from "./owner.js";

const months = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");

/**
 * `304211-118023 - Ada Lovelace - Nov 30, 2026 1015 PM` is a folder, or stands before ` - ` and a file's name. The
 * numbers are Brightspace's own and stand in no class list, so the name says whose it is.
 */
export const brightspace = byName("brightspace", "Brightspace", (entry) => {
  const [, name, month, day, year, hour, minutes, half, file] =
    /^\d+-\d+ - (.+?) - ([A-Za-z]{3})[a-z]*\.? (\d{1,2}), (\d{4}) (\d{1,2}):?(\d\d) ([AP]M)(?: - (.+))?$/su.exec(
      entry,
    ) ?? [];
  const m = months.indexOf(month?.toLowerCase() ?? "") + 1;
  if (name === undefined || m === 0) return undefined;
  const h = (Number(hour) % 12) + (half === "PM" ? 12 : 0);
  const two = (n: number | string) => String(n).padStart(2, "0");
  const submittedAt = `${year}-${two(m)}-${two(day!)}T${two(h)}:${minutes}:00`;
  return { name, submittedAt, file: file ?? "" };
});
