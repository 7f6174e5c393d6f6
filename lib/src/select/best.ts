/** Of the candidates, ascending, the k with the largest scores; of equals the lower. @returns ascending */
export function best(candidates: readonly number[], scores: ArrayLike<number>, k: number): number[] {
  // Compared, not subtracted: −∞ − (−∞) is NaN. The sort is stable, so the lower of equals stays before the higher.
  const better = (i: number, j: number) => Number(scores[j]! > scores[i]!) - Number(scores[j]! < scores[i]!);
  return [...candidates]
    .sort(better)
    .slice(0, k)
    .sort((a, b) => a - b);
}
