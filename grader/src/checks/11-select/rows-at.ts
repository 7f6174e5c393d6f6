import fc from "fast-check";
import { rowsAt as oracle, type RowsAt, type TwoRatios, v4Flash, v4Pro } from "long-attention/select";
import { type Exercise, exact, matches } from "../../engine/index.js";
import { whole } from "../inputs.js";

type Input = [model: TwoRatios, T: number];

const models = (W: fc.Arbitrary<number>): fc.Arbitrary<TwoRatios> =>
  fc.record({
    window: whole(0, 3),
    csa: whole(1, 4),
    hca: whole(1, 4),
    m: whole(2, 5),
    M: whole(6, 15),
    k: whole(1, 6),
    W,
  });

const small: TwoRatios = { window: 2, csa: 3, hca: 1, m: 4, M: 10, k: 2, W: 6 };

const expect = (input: Input) => oracle(...input);

export const rowsAt: Exercise = {
  id: "11.5",
  name: "rowsAt",
  title: "Kept, read, scanned",
  points: 5,
  difficulty: "M",
  params: ["model", "T"],
  checks: [
    matches<Input>({
      id: "worked",
      title: "counts V4-Flash at 4,096 and at a million tokens, and V4-Pro",
      holds: ["of all layers together: rows kept in memory"],
      examples: [
        [v4Flash, 4096],
        [v4Flash, 2 ** 20],
        [v4Pro, 2 ** 20],
      ],
      expect,
      tolerance: exact,
    }),
    matches<Input>({
      id: "any-model",
      title: "counts any model at any length, open windows of m and M tokens too",
      weight: 2,
      holds: [
        "A csa layer keeps one more row for every m tokens, the first ones and the newest alike, once all m are there",
        "to choose, it scores all of these, and reads the k best",
        "An hca layer keeps and reads one more row for every M tokens, once all M are there",
        "model how many layers there are of each kind",
      ],
      examples: [
        [small, 27],
        [{ ...small, M: 5, k: 3 }, 43],
      ],
      inputs: fc.tuple(models(whole(1, 12)), whole(20, 120)),
      expect,
      tolerance: exact,
    }),
    matches<Input>({
      id: "short",
      title: "keeps no more rows of the window than there are tokens",
      holds: [
        "Every layer keeps the rows of its newest W tokens as they are, and reads them",
        "T tokens so far, at least 1",
      ],
      examples: [
        [small, 5],
        [v4Flash, 127],
        [{ ...small, W: 40 }, 33],
      ],
      inputs: fc.tuple(models(whole(20, 40)), whole(8, 40)),
      expect,
      tolerance: exact,
    }),
    matches<Input>({
      id: "open-windows",
      title: "counts no row that is not complete, just before one is",
      visibility: "hidden",
      examples: [
        [v4Flash, 131_071],
        [small, 3],
        [small, 1],
        [small, 39],
      ],
      inputs: models(whole(1, 12)).chain((model) =>
        fc.tuple(
          fc.constant(model),
          whole(1, 6).map((windows) => windows * model.M * model.m - 1),
        ),
      ),
      expect,
      tolerance: exact,
    }),
  ],
  background: ["Compressing and selecting are two savings, and three counts tell them apart"],
  mutants: [
    {
      id: "rounds-up",
      misconception: "You round up. A window of m or M tokens that is still open has no row yet.",
      solution: counting({ windows: (T, size) => Math.ceil(T / size) }),
    },
    {
      id: "window-not-capped",
      misconception: "You count W rows in every layer. T tokens leave no more than T rows.",
      solution: counting({ raw: (_, W) => W }),
    },
    {
      id: "caps-kept",
      misconception:
        "You keep only the k compressed rows that are read. What is not chosen now may be chosen at the next step, so all of them stay.",
      solution: counting({ keeps: (rows, k) => Math.min(k, rows) }),
    },
    {
      id: "caps-hca",
      misconception: "You let hca layers choose, too. Only csa layers do; an hca layer reads all its rows.",
      solution: counting({ large: (rows, k) => Math.min(k, rows) }),
    },
    {
      id: "scanned-is-read",
      misconception: "You count as scored what is read. To choose k rows, all of them must be scored.",
      solution: counting({ scans: (rows, k) => Math.min(k, rows) }),
    },
    {
      id: "reads-all",
      misconception: "You let a csa layer read all its compressed rows. It scores all, and reads the k best.",
      solution: counting({ reads: (rows) => rows }),
    },
    {
      id: "windows-once",
      misconception: "You count one window for the whole model. Every layer keeps one of its own.",
      solution: counting({ layers: () => 1 }),
    },
    {
      id: "no-window-layers",
      misconception:
        "You leave out the windows of the layers that have nothing else. They keep their newest W rows like all others.",
      solution: counting({ layers: ({ csa, hca }) => csa + hca }),
    },
    {
      id: "outside-the-window",
      misconception:
        "You compress only the tokens that have left the window. The newest are compressed as well: a token can count twice, raw and compressed.",
      solution: (model: TwoRatios, T: number) =>
        counting({ windows: (T, size) => Math.floor(Math.max(0, T - model.W) / size) })(model, T),
    },
    {
      id: "scans-everything",
      misconception:
        "You score the rows of hca layers as well. They read all of theirs, so there is nothing to choose.",
      solution: (model: TwoRatios, T: number) => {
        const right = oracle(model, T);
        return { ...right, scanned: right.scanned + model.hca * Math.floor(T / model.M) };
      },
    },
  ],
};

/** What a slip may do otherwise; all else is right. */
interface Slip {
  readonly windows?: (T: number, size: number) => number;
  readonly raw?: (T: number, W: number) => number;
  readonly layers?: (model: TwoRatios) => number;
  readonly keeps?: (rows: number, k: number) => number;
  readonly reads?: (rows: number, k: number) => number;
  readonly scans?: (rows: number, k: number) => number;
  readonly large?: (rows: number, k: number) => number;
}

function counting(slip: Slip) {
  const {
    windows = (T, size) => Math.floor(T / size),
    raw = Math.min,
    layers = ({ window, csa, hca }) => window + csa + hca,
    keeps = (rows) => rows,
    reads = (rows, k) => Math.min(k, rows),
    scans = (rows) => rows,
    large = (rows) => rows,
  } = slip;
  return (model: TwoRatios, T: number): RowsAt => {
    const { csa, hca, m, M, k, W } = model;
    const [small, big] = [windows(T, m), windows(T, M)];
    const window = layers(model) * raw(T, W);
    return {
      kept: window + csa * keeps(small, k) + hca * big,
      read: window + csa * reads(small, k) + hca * large(big, k),
      scanned: csa * scans(small, k),
    };
  };
}
