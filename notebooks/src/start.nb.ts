// %% [prose]
import { course } from "long-attention/facts";

const row = (k: number) => {
  const { number, file, title, minutes, optional, needs, picture } = course[k]!;
  const time = `${minutes} min${optional ? ", optional" : ""}`;
  const after = needs.length > 0 ? needs.join(", ") : "–";
  return `| [${number} · ${title}](${file}.ipynb) | ${time} | ${after} | ${picture} |`;
};
const minutes = (numbers: readonly string[]) =>
  course
    .filter(({ number }) => numbers.includes(number))
    .reduce((sum, stop) => sum + stop.minutes, 0);

// %% [markdown]
// # Long Attention: start here
//
// A language model that reads a long text lets every word look at every other word. Twice the text, four times the looks: that is the wall.
// This course climbs it, and then walks round it in several ways, each with code small enough to read, to run, to step through and to break.
//
// You can multiply matrices; that is enough to begin. Notebooks come with their outputs, so that they can be read anywhere; run them cell by
// cell with **Shift + Enter**. Where a box asks for your prediction, what answers it is covered until you give one, or press *Show*: a wrong guess that surprises you
// teaches more than a right answer that you read. (Write numbers as you like: `57,344`, `1e6`, `1/8` or `12.5 %`.) Your guesses are kept in this browser, and each
// notebook ends with a count of them.

// %% [markdown] tags=web-only
// Everything runs in this page; there is nothing to install. **Run** computes a cell anew, and first those above it that have not run yet; **Edit** lets you change it, and
// what you change stays in this browser until you take it back. Each chapter has *exercises*, where you write a function and read what a tutor would say of it. After this
// first visit the whole course works without a connection, too. With files and tabs of its own, and threads of your processor for 07b, it also runs in JupyterLab on your machine.

// %% [markdown] tags=lab-only
// Where scripts do not run, as on GitHub, answers and the outputs that give them away wait in folds.
//
// `npm start` opens **working copies**, in the folder `work`. Change and break what you like: a `git pull` brings new notebooks without touching yours, and
// `npm run fresh -- 07` puts a new copy in the place of yours, which is kept in `work/old`. To give somebody a page, save it as HTML (*File → Save and Export
// Notebook As*): its figures work, and no answer shows before a guess. For a PDF, open that page in a browser and print it.

// %% [markdown]
// ## The map

// %% tags=hide-input
import { course as stops } from "long-attention/facts";
import { show } from "long-attention/notebook";
import { courseMap } from "long-attention/plots";

show(courseMap(stops));

// %% [markdown]
// | notebook | time | after | the one picture to remember |
// |---|---|---|---|
// ${row(0)}
// ${row(1)}
// ${row(2)}
// ${row(3)}
// ${row(4)}
// ${row(5)}
// ${row(6)}
// ${row(7)}
// ${row(8)}
// ${row(9)}
// ${row(10)}
// ${row(11)}
// ${row(12)}
// ${row(13)}
// ${row(14)}
//
// Each notebook ends in *your turn*: the exercise set of the same number; 07 and 07b share one.

// %% [markdown]
// ## Three ways through
//
// - **In order**, 00 to 12. That is how it was written.
// - **The short way to FlashAttention**, in about ${String(minutes(["00", "02", "03", "07"]))} minutes: 00 → 02 → 03 → 07.
// - **Which pairs matter?** 00 → 04 → 05 → 06, and then 08, 09, 11 and 12. Take 03 along if *fast* matters to you as much as *fewer*.
//
// Slips that many make, papers among them, are never corrected silently: a box says what is said, what is correct and why it matters, and the
// cell above it computes both. Those of the lecture that this course grew from have an appendix, [Errata of a lecture](A-errata.ipynb).

// %% [markdown]
// ## Cells of your own

// %% [markdown] tags=web-only
// Change any cell: a matrix as the last line prints its shape and its numbers. A chart of your own takes one line, with any mark of
// [Observable Plot](https://observablehq.com/plot/):

// %% [markdown] tags=lab-only
// Add cells wherever you like: Tab completes names and the paths of imports, Shift + Tab explains a function, and a matrix as the last line
// prints its shape and its numbers. A chart of your own takes one line, with any mark of
// [Observable Plot](https://observablehq.com/plot/):

// %%
import * as Plot from "@observablehq/plot";

show(Plot.lineY([1, 4, 9, 16, 25]));

// %% [markdown]
// `show(Plot.plot({ marks: [Plot.dot(…), Plot.ruleY([0])] }))` draws several marks together. Later cells may assign to what earlier ones
// declare with `let`.

// %% [markdown] tags=lab-only
// A notebook that computes nothing for two hours gives its memory back: its variables go, its text and outputs stay, and
// *Run → Run All Above Selected Cell* brings it back to where you were. The library's own code is in `lib/src`: after an edit, run
// `npm run build`, then *Kernel → Restart*.

// %% [markdown]
// ## Symbols
//
// The papers' letters. Some have several meanings, because several papers met here; then all are listed, with their notebooks. Most
// notebooks begin with a fold of their own.

// %% tags=hide-input
import { legend } from "long-attention/notebook";

legend();

// %% [markdown]
// ## Words
//
// | word | what it means here | in |
// |---|---|---|
// | arithmetic intensity | FLOPs a kernel makes for each byte it moves | 03 |
// | attention sink | a token, mostly the first, that takes the weight nobody else gets | 09 |
// | block, tile | a few neighbouring rows of a matrix; a rectangle of scores | 04, 07 |
// | bucket | the number a hash gives a vector; near vectors often share one | 06 |
// | causal | reading earlier tokens and oneself, never later ones | 00 |
// | chunk | a piece of equal size: of the sorted sequence in 06, of a text in 10 | 06, 10 |
// | clustering | how many of a vertex's neighbours are neighbours of each other | 05 |
// | context length | how many tokens a model can read at once | 01 |
// | decay | the part of a state that is left after one more token | 12 |
// | decode, prefill | writing one token after another; reading the whole prompt before that | 08 |
// | delta rule | writing only the difference between a value and what its key already finds | 12 |
// | eviction | throwing keys and values out of a cache | 09 |
// | expander | a graph with few edges in which everything is close to everything | 05 |
// | FLOP | one addition or multiplication of floating-point numbers; a multiply-add is two | 00, 02 |
// | fusing | doing several steps in one kernel, so that what lies between never leaves the chip | 03 |
// | gate | a number from 0 to 1 that says how much of a branch counts | 11 |
// | global token | a token that reads all others, and that all others read | 04 |
// | GQA, MQA | grouped-query and multi-query attention: fewer heads of keys and values than of queries | 08 |
// | HBM, SRAM | the GPU's large, slower memory off chip; its tiny, fast memory on chip | 02, 07 |
// | head | one of several attentions side by side, each with its own columns | 00 |
// | indexer | a few small heads that score every key, so that attention reads only the best | 11 |
// | kernel | a program that runs on a GPU. (Also the program behind a notebook; the context tells.) | 02 |
// | KV cache | the keys and values of all earlier tokens, kept so that they are not computed again | 08 |
// | mask | which pairs are allowed; the others get a score of −∞ | 00, 04 |
// | math-bound, memory-bound | waiting for arithmetic, waiting for memory | 03 |
// | MLA | multi-head latent attention: caches one short vector from which all keys and values are made | 08 |
// | number format, dtype | how a number is written: fp32 in four bytes, fp16 in two; TF32 is fp32 rounded for tensor cores | 02, 03 |
// | online softmax | a softmax whose scores arrive in pieces | 07 |
// | RAG | retrieval-augmented generation: look documents up, read them, answer | 10 |
// | reach | how many layers until one token can have heard of another | 04 |
// | recall | the share of full attention's weight that a cheaper method finds | 06, 11 |
// | ring buffer | a fixed number of slots, the newest overwriting the oldest | 08 |
// | round | one hash of all vectors with one rotation | 06 |
// | roofline | the best rate a kernel can reach, against its intensity | 03 |
// | score, weight | how well a key matches a query; its share after softmax | 00 |
// | signpost, entry | one key, and one value, for a block of tokens, such as their mean | 11 |
// | SM | streaming multiprocessor, one of a GPU's workshops | 02 |
// | softmax | exponentiate, then divide by the sum: positive weights that add up to one | 00 |
// | sparse | with most pairs left out | 04 |
// | state | a matrix of fixed size that stands for the keys and values so far | 12 |
// | token | a piece of text, often a short word or part of a longer one | 01 |
// | traffic | elements that move between HBM and SRAM, reads and writes | 03, 07 |
// | wave | the thread blocks that run at the same time | 02 |
// | window | the neighbours that a token may read | 04 |
//
// Every function is documented where it stands, in the folder `lib/src`; begin with [attention.ts](../lib/src/attention/attention.ts). Sizes,
// models and claims are in the folder `assets/data`, each row with its source; the sources are in [sources.json](../assets/data/sources.json).
