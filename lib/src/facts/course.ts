/** The course at a glance. A test holds every line against the notebook itself. */

/** What a notebook works on: the wall of T², the machine it stands on, and two of the ways round it. */
export type CoursePart = "the wall of T²" | "the machine" | "fewer pairs" | "memories";

/** One notebook of the course. */
export interface CourseStop {
  readonly number: string;
  /** File beside the start page, without its ending. */
  readonly file: string;
  readonly title: string;
  /** A shorter title, for the map. */
  readonly short: string;
  readonly minutes: number;
  readonly optional?: boolean;
  /** None is an appendix: nothing builds on it. */
  readonly part?: CoursePart;
  /** Numbers of the notebooks it builds on. */
  readonly needs: readonly string[];
  /** The one picture to remember. */
  readonly picture: string;
}

/** The notebooks in their order. */
export const course: readonly CourseStop[] = [
  {
    number: "00",
    file: "00-attention",
    title: "Attention from scratch",
    short: "Attention from scratch",
    minutes: 40,
    part: "the wall of T²",
    needs: [],
    picture: "a square of weights, one row for each word that looks",
  },
  {
    number: "01",
    file: "01-context-lengths",
    title: "Context lengths",
    short: "Context lengths",
    minutes: 30,
    part: "the wall of T²",
    needs: ["00"],
    picture: "dots on an axis of doublings, and above each of them a square that nobody can store",
  },
  {
    number: "02",
    file: "02-gpu-anatomy",
    title: "GPU anatomy",
    short: "GPU anatomy",
    minutes: 35,
    part: "the machine",
    needs: [],
    picture: "a saw. Each tooth is a wave, and you do not want to stand just behind its tip",
  },
  {
    number: "03",
    file: "03-memory-bound",
    title: "Memory-bound",
    short: "Memory-bound",
    minutes: 40,
    part: "the machine",
    needs: ["00", "02"],
    picture: "a slope that meets a flat roof, and softmax far down on the left",
  },
  {
    number: "04",
    file: "04-sparse-patterns",
    title: "Sparse patterns",
    short: "Sparse patterns",
    minutes: 45,
    part: "fewer pairs",
    needs: ["00", "03"],
    picture: "a diagonal band with one full row and one full column",
  },
  {
    number: "05",
    file: "05-graph-view",
    title: "The graph view",
    short: "The graph view",
    minutes: 25,
    part: "fewer pairs",
    needs: ["04"],
    picture: "a ring with a few long chords",
  },
  {
    number: "06",
    file: "06-lsh",
    title: "Locality-sensitive hashing",
    short: "Hashing (LSH)",
    minutes: 40,
    part: "fewer pairs",
    needs: ["00", "04"],
    picture: "scattered pairs that sorting gathers into squares along the diagonal",
  },
  {
    number: "07",
    file: "07-flash-attention",
    title: "FlashAttention, tile by tile",
    short: "FlashAttention",
    minutes: 45,
    part: "the machine",
    needs: ["00", "03"],
    picture: "a dashed square that is never stored",
  },
  {
    number: "07b",
    file: "07b-your-processor",
    title: "FlashAttention on your own processor",
    short: "On your processor",
    minutes: 30,
    optional: true,
    part: "the machine",
    needs: ["07"],
    picture: "five dots that climb towards a roof",
  },
  {
    number: "08",
    file: "08-kv-cache",
    title: "The key-value cache",
    short: "The KV cache",
    minutes: 45,
    part: "memories",
    needs: ["00", "03", "04"],
    picture: "two columns, one K and one V, appended in every layer for every token",
  },
  {
    number: "09",
    file: "09-sinks",
    title: "Λ-attention and sinks",
    short: "Λ-attention, sinks",
    minutes: 35,
    part: "fewer pairs",
    needs: ["00", "04", "08"],
    picture: "two strips, one down the left edge and one along the diagonal, like the letter Λ",
  },
  {
    number: "10",
    file: "10-retrieval-compression",
    title: "Retrieval and compression",
    short: "Retrieval, compression",
    minutes: 30,
    optional: true,
    part: "memories",
    needs: ["00", "03", "08"],
    picture: "a conveyor belt, on which three become one before they fall off",
  },
  {
    number: "11",
    file: "11-select",
    title: "Select",
    short: "Select by content",
    minutes: 50,
    part: "fewer pairs",
    needs: ["04", "06", "08"],
    picture: "a long row of short keys, all of them scored, and a few long ones read",
  },
  {
    number: "12",
    file: "12-summarise",
    title: "Summarise",
    short: "A state for a cache",
    minutes: 50,
    part: "memories",
    needs: ["00", "07", "08"],
    picture: "a square of numbers that every token is written into, beside a cache that grows",
  },
  {
    number: "A",
    file: "A-errata",
    title: "Errata of a lecture",
    short: "Appendix: errata",
    minutes: 20,
    optional: true,
    needs: ["06", "08"],
    picture: "a number struck out, and beside it the line that computes the right one",
  },
];
