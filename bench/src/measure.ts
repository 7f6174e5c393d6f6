/** Times that can be trusted on a busy machine: CPU time, in turns, and ratios of neighbours. */

/** CPU milliseconds of this process so far, all its threads. */
export function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

/** Something to time. What it gives back may say the time itself, where another process works. */
export type Timed = () => unknown;

/** CPU milliseconds of one call. */
export async function once(run: Timed): Promise<number> {
  const start = cpuMs();
  const result = await run();
  const own = (result as { cpuMs?: number } | undefined)?.cpuMs;
  return typeof own === "number" ? own : cpuMs() - start;
}

/**
 * All candidates in turn, A B C A B C …, so that a slow moment of the machine meets them all.
 * @param rounds counted rounds  @param warmUps rounds before them; engines translate code again while it runs
 * @returns CPU milliseconds of each candidate, round by round
 */
export async function inTurns<Name extends string>(
  candidates: Readonly<Record<Name, Timed>>,
  rounds: number,
  warmUps: number,
): Promise<Record<Name, number[]>> {
  const names = Object.keys(candidates) as Name[];
  const times = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (let round = -warmUps; round < rounds; round++)
    for (const name of names) {
      const ms = await once(candidates[name]);
      if (round >= 0) times[name].push(ms);
    }
  return times;
}

/** How many times longer a takes than b: the median over rounds of the ratio within a round. */
export function timesLonger(a: readonly number[], b: readonly number[]): number {
  return median(a.map((ms, round) => ms / b[round]!));
}
