// @ts-check
/** What the stages of `npm test` came to, and how it says so. */

/**
 * What a stage came to; `unchanged` is what did not run because it has passed with everything as it is now;
 * `why` says in a few words why something failed or was skipped.
 * @typedef {{ passed: number, failed: number, skipped: number, unchanged?: number, why?: string }} Outcome
 */

/** @param {{ name: string, outcome: Outcome, time: string }[]} rows @returns {string[]} a line for each stage */
export function table(rows) {
  return rows.map(({ name, outcome, time }) => {
    const { passed, failed, skipped, unchanged = 0, why } = outcome;
    const state = failed > 0 ? "FAILED" : passed > 0 ? "passed" : unchanged > 0 ? "unchanged" : "skipped";
    const isOne = passed + failed + skipped + unchanged === 1;
    const notes = [...(isOne ? [] : [counted(outcome)]), why].filter(Boolean).join(", ");
    return `${name.padEnd(11)}${state.padEnd(9)}${time.padStart(12)}   ${notes}`.trimEnd();
  });
}

/** @param {Outcome} outcome @returns {string} such as "7 passed, 0 failed, 2 unchanged since their last pass" */
function counted({ passed, failed, skipped, unchanged = 0 }) {
  const rest = [
    skipped > 0 && `${skipped} skipped`,
    unchanged > 0 && `${unchanged} unchanged since ${unchanged > 1 ? "their" : "its"} last pass`,
  ];
  return [`${passed} passed`, `${failed} failed`, ...rest].filter(Boolean).join(", ");
}

/** @param {Outcome[]} outcomes @returns {string} the closing line */
export function closingLine(outcomes) {
  const sum = (/** @type {"passed" | "failed" | "skipped" | "unchanged"} */ key) =>
    outcomes.reduce((total, one) => total + (one[key] ?? 0), 0);
  return counted({
    passed: sum("passed"),
    failed: sum("failed"),
    skipped: sum("skipped"),
    unchanged: sum("unchanged"),
  });
}
