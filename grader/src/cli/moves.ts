/** Who moves when the checks change, by which of them, and why: for a person who has to answer for it. */
import type { Change, CheckChange } from "../batch/changes.js";
import type { Result } from "../result/index.js";
import { plain } from "../text/plain.js";

export function movesText(changes: readonly Change[], since: string): string {
  if (changes.length === 0) return `Nobody moves since ${since}.\n`;
  const moved = changes.map(({ row, before, now, handedInAgain, checks }) =>
    [
      `${plain(row.student?.name ?? row.id)}: ${pointsOf(before)} → ${pointsOf(now)}${handedInAgain ? " (handed in again)" : ""}`,
      ...checks.map(({ check, before, now, why }) => `    ${check}: ${before}, now ${now}: ${why}`),
      ...(checks.length === 0 && now.reason ? [`    ${plain(now.reason)}`] : []),
    ].join("\n"),
  );
  return `${moved.join("\n")}\n\n${countsText(changes)}\n`;
}

const pointsOf = ({ status, score }: Result): string => (status === "graded" ? String(score) : status);

/** Such as "3 move since then: 1 up, 2 down; by 07.3 traffic (2), 07.1 any (1)." */
function countsText(changes: readonly Change[]): string {
  const by = new Map<string, number>();
  for (const { checks } of changes)
    for (const check of new Set(checks.map(({ check }: CheckChange) => check)))
      by.set(check, (by.get(check) ?? 0) + 1);
  const named = [...by].sort(([, a], [, b]) => b - a).map(([check, n]) => `${check} (${n})`);
  const gains = changes.map(({ before, now }) => Math.sign(now.score - before.score));
  const count = (sign: number) => gains.filter((one) => one === sign).length;
  const ways = [
    [count(1), "up"],
    [count(-1), "down"],
    [count(0), "to the same points"],
  ].flatMap(([n, way]) => (n ? [`${n} ${way}`] : []));
  return `${changes.length} ${changes.length === 1 ? "moves" : "move"}: ${ways.join(", ")}${named.length > 0 ? `; by ${named.join(", ")}` : ""}.`;
}
