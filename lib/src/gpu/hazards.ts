import { dimension } from "../tensor/check.js";
import { type GridKernel, runGrid } from "./grid-run.js";
import { type OrderMatters, orderMatters } from "./order-matters.js";
import { type Race, races } from "./races.js";
import { type Unwritten, unwritten } from "./unwritten.js";
import { blocksOf, number, rowsOf, sentence } from "./words.js";

/** How many blocks a launch has, and how the orders are drawn. */
export interface HazardOptions {
  /** Blocks of a launch that does not say so itself. */
  readonly blocks?: number;
  /** Of the orders in which the blocks are tried. Default 1. */
  readonly seed?: number;
}

/**
 * What can go wrong when a kernel's blocks run side by side, as on a GPU, which promises no order between the blocks of
 * a launch: two blocks that touch the same rows of HBM, one of them to write; reads of rows that nobody has written; a
 * result that depends on the order of the blocks (beyond rounding); a block that stops.
 * @param kernel a grid whose blocks read and write HBM through the device that each of them is given
 * @returns one plain sentence for each, with its blocks and rows; none when the kernel is safe
 * @throws RangeError when a launch has no number of blocks, or `blocks` is not a whole number of at least 1
 */
export function hazards<Arrays>(
  kernel: GridKernel<Arrays>,
  { blocks: given, seed = 1 }: HazardOptions = {},
): string[] {
  const silent = kernel.launches.findIndex(({ blocks }) => blocks === undefined);
  if (silent >= 0 && given === undefined)
    throw new RangeError(`hazards: launch ${silent} does not say how many blocks it has; give { blocks }`);
  const blocks = given ?? 1;
  dimension("hazards", "blocks", blocks);
  const run = runGrid(kernel, blocks, (n) => [...Array(n).keys()]);
  const several = kernel.launches.length > 1;
  const said = (launch: number, text: string) => (several ? `In launch ${launch}, ${text}` : sentence(text));
  const { stopped } = run;
  return [
    ...races(run).map((race) => said(race.launch, raceWords(race))),
    ...unwritten(run).map((read) => said(read.launch, unwrittenWords(read))),
    ...(stopped
      ? [said(stopped.launch, `block ${stopped.block} stops: ${stopped.message}`)]
      : orderMatters(kernel, blocks, seed, run).map(orderWords)),
  ];
}

const unordered = "and nothing orders them.";

function raceWords({ memory: { name }, rows, writers, readers }: Race): string {
  const where = `${rowsOf(rows)} of ${name}`;
  const both = writers.length === 2 ? "both" : "all";
  const reads = `${blocksOf(readers)} ${readers.length === 1 ? "reads" : "read"}`;
  if (readers.length === 0) return `${blocksOf(writers)} ${both} write ${where}, ${unordered}`;
  if (writers.length === 1) return `${reads} ${where}, which block ${writers[0]} writes, ${unordered}`;
  return `${blocksOf(writers)} ${both} write ${where}, which ${reads}, ${unordered}`;
}

const unwrittenWords = ({ block, memory: { name }, rows }: Unwritten): string =>
  `block ${block} reads ${rowsOf(rows)} of ${name}, which nobody has written before.`;

function orderWords({ name, row, col, rows, order, ends: [inOrder, otherwise] }: OrderMatters): string {
  const more = rows > 1 ? ` (and ${rows - 1} more of its rows)` : "";
  return `The order of the blocks decides row ${row} of ${name}${more}: column ${col} ends as ${number(inOrder)} in order, and as ${number(otherwise)} when they run as ${order.join(", ")}.`;
}
