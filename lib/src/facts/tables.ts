import { datasets as datasetRows } from "./data/datasets.js";
import { errata as errataRows } from "./data/errata.js";
import { reported as reportedRows } from "./data/reported.js";
import type { Dataset, Erratum, Reported } from "./types.js";

/** The data sets that long-context models are tried on, and by which model each was used. */
export const datasets = (): readonly Dataset[] => datasetRows;

/**
 * What a model did on a data set, in words: its result, or "yes" when none is given; empty when it was not
 * tried. A use that no source was read for says so.
 */
export function datasetUse({ usedBy }: Dataset, model: string): string {
  const use = usedBy.find((candidate) => candidate.model === model);
  if (!use) return "";
  const { result = "yes", verified } = use;
  return verified ? result : `${result} (not verified)`;
}

/**
 * The rows that we quote from a paper's table.
 * @param table such as "BigBird, Table 1"
 * @throws RangeError when none is quoted from it
 */
export function reported(table: string): readonly Reported[] {
  const rows = reportedRows.filter((row) => row.table === table);
  if (rows.length === 0) {
    const known = [...new Set(reportedRows.map((row) => row.table))];
    throw new RangeError(`reported: nothing is quoted from “${table}”; there are ${known.join("; ")}`);
  }
  return rows;
}

/**
 * The slips on the slides and in papers, in order.
 * @param notebook only those shown in this notebook, such as "07"; default all
 */
export const errata = (notebook?: string): readonly Erratum[] =>
  notebook === undefined ? errataRows : errataRows.filter((row) => row.notebook === notebook);

/**
 * One slip by its number, 1 to 30.
 * @throws RangeError when there is none with this number
 */
export function erratum(number: number): Erratum {
  const row = errataRows.find((candidate) => candidate.number === number);
  if (!row)
    throw new RangeError(`erratum: there is no number ${number}; they run from 1 to ${errataRows.length}`);
  return row;
}
