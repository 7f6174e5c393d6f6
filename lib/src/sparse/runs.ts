/** Ascending keys as runs, [from, to, from, to, …]: 2 3 4 9 becomes [2, 5, 9, 10]. */
export function runsOf(keys: readonly number[]): number[] {
  const runs: number[] = [];
  for (let t = 0; t < keys.length; ) {
    const from = keys[t]!;
    let to = from + 1;
    while (++t < keys.length && keys[t] === to) to++;
    runs.push(from, to);
  }
  return runs;
}
