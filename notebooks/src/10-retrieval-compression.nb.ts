// %% [markdown]
// # 10 · Retrieval and compression
//
// *You are here:* [start](start.ipynb) · [09 Λ-attention and sinks](09-sinks.ipynb) → **10 Retrieval and compression** → [11 Select](11-select.ipynb).
// *Time:* 30 minutes, optional. *You need:* softmax (00), what attention costs (00, 03), the cache (08).
//
// After this notebook you can
// - cut a long text into windows without losing a token;
// - find documents by inner product, and say what happens when two score the same;
// - compute an answer's probability when nobody knows which document it came from, in two ways;
// - follow a token from memory into compressed memory and out of it.

// %% tags=hide-input
import { legend } from "long-attention/notebook";

legend("10");

// %% [markdown]
// ## 1. Embrace the limit
//
// All notebooks so far asked how attention itself can be made to reach further. BigBird's authors sort the field into two camps: those who *question* full
// attention, and those who *embrace* its limited length and build around it. This notebook visits the second camp.
//
// Its simplest inhabitant is the sliding window, and here it slides over the **text**, not inside the attention: cut the text into windows that overlap, and
// give them to the model one by one.

// %%
import { chunk } from "long-attention/memory-systems";
import { table } from "long-attention/notebook";

const text = "Our planet is a lonely speck in the great enveloping cosmic dark".split(" ");
const windows = chunk(text, 5, 2);
table(windows.map((words, i) => ({ window: i, words: words.join(" ") })));

// %% [markdown]
// Each window starts with the last two words of the one before, so that no sentence is cut without any context. The last window may be short, but it always
// brings something new.
//
// What does it cost? Attention in a window of size s looks at s² pairs. The whole is linear in the length of the text, because a longer text has more windows, not larger ones.

// %%
import { attentionPairs } from "long-attention/attention";

const [T, size, overlap] = [100_000, 512, 64];
const pieces = chunk(new Array(T).fill(0), size, overlap);
const pairsInWindows = pieces.reduce((sum, piece) => sum + attentionPairs(piece.length), 0);
pieces.length;

// %% tags=hide-input
import { predict } from "long-attention/notebook";

predict({
  question:
    "A text of 100,000 tokens, windows of 512 with an overlap of 64. How many times fewer query–key pairs than full attention over the whole text?",
  answer: attentionPairs(T) / pairsInWindows,
  tolerance: 0.1,
  unit: "times",
  because: `There are ${pieces.length} windows of 512² pairs, against 100,000².`,
});

// %%
import { int } from "long-attention/notebook";

table([
  { way: "full attention", windows: 1, pairs: attentionPairs(T) },
  { way: "windows of the text", windows: pieces.length, pairs: pairsInWindows },
]);

// %% [markdown]
// The price: a question whose answer needs two places far apart finds them in no window. So let something choose *which* windows to read.

// %% [markdown]
// ## 2. Find the right pieces
//
// **Dense retrieval** turns every piece of text into a vector once, its *embedding*, and keeps all of them in an index. A question becomes a vector too, and
// the k pieces with the largest inner product are read.
//
// Where do embeddings come from? From a **neural retriever**, a model trained for it: one encoder makes a vector of a question, another one of a piece. It learns from
// pairs, a question and the piece that answers it. Take a handful of pairs; the softmax of a question's scores over all their pieces should give its own piece the weight, so
// the other questions' pieces serve as wrong answers for free. Then all pieces are embedded once, and only the question's encoder runs again. Here are three questions halfway through training, a row per question:

// %%
import { matrix as fromRows, softmaxRows, toRows } from "long-attention/tensor";

const scores = fromRows([
  [2, 0.5, 0],
  [1, 1.5, 0.5],
  [0, 0, 3],
]);
const p = toRows(softmaxRows(scores));
table(
  p.map((row, i) => ({ question: i, "its own piece": row[i], loss: -Math.log(row[i]!) })),
);

// %% [markdown]
// Training turns both encoders so that the loss falls: scores on the diagonal rise, all others sink. (RAG begins with such a retriever, and trains the question's encoder on, with the answers.)
//
// Real embeddings have hundreds of dimensions. Ours have two, so that you can see them. The question: *What do astronauts eat?*

// %%
import { passages, questions } from "long-attention/memory-systems";
import { list } from "long-attention/notebook";
import { dot, matrix } from "long-attention/tensor";

const query = questions[0]!.at; // [0.5, 0.5]: as much about space as about food
const documents = passages;
const index = matrix(documents.map(({ at }) => [...at])); // one embedding a row
table(
  documents.map(({ label, at }, z) => ({
    z,
    label,
    embedding: list(at),
    score: dot(query, at),
  })),
);

// %% [markdown]
// Two documents tie for the second place. A search that returns two of the six must decide.

// %% tags=hide-input
import { retrieve } from "long-attention/memory-systems";

predict({
  question:
    "Moons of Jupiter (document 0) and Rovers on Mars (document 2) have exactly the same score. Which does the search return when k = 2?",
  choices: ["Moons of Jupiter", "Rovers on Mars", "both", "neither"],
  answer: documents[retrieve(query, index, 2)[1]!.document]!.label,
  remarks: {
    "Rovers on Mars": "It scores the same, but stands later in the index.",
    both: "Then three documents would come back, and k is 2.",
    neither: "Then one document would come back, and k is 2.",
  },
  because:
    "k is k: two documents come back. Ties go to the first in the index, so that the same question always finds the same pieces.",
});

// %%
import { show } from "long-attention/notebook";
import { indexScatter } from "long-attention/plots";

const found = retrieve(query, index, 2);
const axes = ["about space", "about food"] as const;
show(indexScatter({ query: query, documents: documents, found, axes }));

// %% [markdown]
// The dashed line stands at a right angle to the query; what lies beyond it is found. It asks how *far* a document reaches in the query's direction, so long vectors win over
// short ones: *Fresh bread* is nearer to the query than *Moons of Jupiter*, and loses.

// %% [markdown]
// ## 3. Which document was it?
//
// **RAG** (retrieval-augmented generation) joins two memories. What the model learned is in its weights: *parametric* memory, implicit and fixed. What it looks up is in the
// index: *non-parametric* memory, explicit, and you can exchange it overnight.
//
// The model now has several documents z, each with a probability p(z): the softmax of the scores. But which one should the answer rest on? Nobody knows, so sum over all of them. There are two
// places where the sum can stand.
//
// Write $y_t$ for token t of the answer, and $p(y_t \mid z)$ for its probability when document z is read.
//
// - **RAG-Sequence**: one document explains the whole answer. $\sum_z p(z) \prod_t p(y_t \mid z)$
// - **RAG-Token**: each token may choose its own. $\prod_t \sum_z p(z)\, p(y_t \mid z)$
//
// Two documents with scores 2 and 1, an answer of two tokens. The first document makes the first token likely, the second document the second.

// %% tags=hide-input
predict({
  question:
    "Document 1 gives the two tokens of the answer 0.9 and 0.1, document 2 gives them 0.2 and 0.8. Which model finds the answer more likely?",
  choices: ["RAG-Sequence", "RAG-Token", "both the same"],
  answer: "RAG-Token",
  remarks: {
    "RAG-Sequence": "It needs one document that likes both tokens, and there is none.",
    "both the same": "They agree only when there is one document, or one token.",
  },
  because:
    "No single document likes both tokens, so every product over a whole answer is small. RAG-Token takes each token from the document that knows it.",
});

// %%
import { ragMarginal } from "long-attention/memory-systems";
import { softmax } from "long-attention/tensor";

const pz = Array.from(softmax([2, 1]));
const py = [
  [0.9, 0.1], // document 1: p(y₁ | z₁), p(y₂ | z₁)
  [0.2, 0.8],
];
table([
  { model: "RAG-Sequence", probability: ragMarginal(pz, py, "sequence") },
  { model: "RAG-Token", probability: ragMarginal(pz, py, "token") },
]);

// %%
import { posteriorBars } from "long-attention/plots";

show(posteriorBars({ pz: pz, py: py }));

// %% [markdown]
// Neither is always the larger one. When one document knows the whole answer, it is better not to mix:

// %%
const agreed = [
  [0.9, 0.9],
  [0.1, 0.1],
];
table([
  { model: "RAG-Sequence", probability: ragMarginal(pz, agreed, "sequence") },
  { model: "RAG-Token", probability: ragMarginal(pz, agreed, "token") },
]);

// %% [markdown]
// The whole way from a question to an answer's probability, to play with. The questions, the embeddings and what the reader says are made up; what is computed from them
// is not. Look for three things:
// - *What do astronauts eat?* Two passages know one word each of the answer. Raise k until both are read: which of the two models gains?
// - *How long does bread bake?* and *Where do rovers drive?* Who knows the answer, and from which k on does it count?
// - Drag the query outwards, away from the corner: the order stays, and p(z) becomes sharper.

// %%
import { figure } from "@long-attention/figures";

figure("retrieval");

// %% [markdown]
// The best passage does not decide alone: everything that is read has its share, as in attention the best key has its weight. What is not read has none. In the second and third
// question the passage that knows the answer is only third, because longer vectors score higher; with k = 2 no reader in the world can use it.

// %% [markdown]
// ## 4. Compress what is old
//
// The **Compressive Transformer** keeps old text for longer, in coarser form. It reads the text in segments. Each layer has a *memory* of recent activations (the vectors that it worked with) and a *compressed memory*:
// what falls out of the first is not thrown away, but every c activations become one, which enters the second.
//
// With the sizes of the paper's figure: segments of three, a memory of $n_m$ = six, $n_{cm}$ = six compressed places, c = three to one. Let each token be the number of its position, and
// compress by taking the mean:

// %%
import type { CompressiveState } from "long-attention/memory-systems";
import { compressStep, emptyMemory, meanPool } from "long-attention/memory-systems";

const sizes = { nm: 6, ncm: 6, c: 3 };
const step = { ...sizes, compress: (group: readonly number[][]) => meanPool(group) };
let state: CompressiveState<number[]> = emptyMemory;
for (let s = 0; s < 6; s++)
  state = compressStep(state, [[3 * s], [3 * s + 1], [3 * s + 2]], step);
const { memory, compressed } = state;
table([
  { place: "memory", holds: memory.flat().join(", ") },
  { place: "compressed", holds: compressed.flat().join(", ") },
]);

// %% [markdown]
// After six segments, 18 positions have gone by. The newest six are there as they were; the twelve before them have become four means.

// %% tags=hide-input
let later: CompressiveState<number[]> = emptyMemory;
for (let s = 0; s < 9; s++)
  later = compressStep(later, [[3 * s], [3 * s + 1], [3 * s + 2]], step);
predict({
  question:
    "After nine segments (tokens 0 to 26), which is the oldest token of which this layer still remembers something?",
  answer: later.compressed[0]![0]! - 1, // the mean of three in a row, less one
  tolerance: 0,
  because:
    "Six tokens in memory and six times three in compressed memory: the newest 24. Tokens 0, 1 and 2 are gone.",
});

// %%
import { memoryConveyor } from "long-attention/plots";

show(memoryConveyor({ ...sizes, ns: 3, segments: 9 }));

// %% [markdown]
// Follow token 4 from row to row: it comes in at the right, moves left, becomes a third of a mean, and would leave at the far left.
//
// How far back can the whole model see? Each layer looks $n_m + c \cdot n_{cm}$ positions further back than the one above it:

// %%
import { temporalRange } from "long-attention/memory-systems";

table([1, 3, 24].map((layers) => ({ layers, positions: temporalRange(layers, sizes) })));

// %% [markdown]
// ## 5. What each of them costs
//
// The same text of ${int(T)} tokens, four ways. Compressive memory has segments of 512, a memory of 512, and 512 compressed places here; retrieval reads the four best windows together.

// %%
const perToken = 512 + 512 + 512; // segment, memory, compressed memory
table([
  { way: "full attention", pairs: attentionPairs(T), "can join": "any two tokens" },
  { way: "windows of the text", pairs: pairsInWindows, "can join": "tokens of one window" },
  {
    way: "retrieval, k = 4",
    pairs: attentionPairs(4 * size),
    "can join": "tokens of what was found",
  },
  { way: "compressive memory", pairs: T * perToken, "can join": "old ones, blurred" },
]);

// %% [markdown]
// Cheap is easy; the last column is what you pay with. Retrieval is the cheapest by far, and it can be wrong before the model has read a word: what is not found cannot be used. (Its
// index costs one pass over the text, and one inner product for each piece and question.)

// %% [markdown]
// ## 6. What they were tried on
//
// Longformer, from notebook 04, beside the Compressive Transformer. Three of the data sets are *language modelling*: predict the next character or word.

// %%
import { datasets, datasetUse } from "long-attention/facts";

const columns = ["Longformer", "Compressive Transformer"] as const;
const tried = datasets().filter(({ usedBy }) => usedBy.length > 0);
table(
  tried.map((row) => ({
    dataset: row.dataset,
    task: row.task,
    [columns[0]]: datasetUse(row, columns[0]),
    [columns[1]]: datasetUse(row, columns[1]),
  })),
);

// %% [markdown]
// An empty cell means that the paper does not report it, as far as we know.

// %% [markdown]
// ## Recap
//
// - Windows over the text: linear cost, and no path between windows.
// - Retrieval: the largest inner products win; ties need a rule; what is not found does not exist.
// - RAG sums the document out, once for the whole answer or once for each token. The second is larger when documents each know a part.
// - Compressive memory: recent as it was, older blurred, oldest gone.
//
// **The one picture to remember:** a conveyor belt, on which three become one before they fall off.
//
// **Your turn:** [exercise set 10](../exercises/10-retrieval-compression.ipynb) (top-k with ties, both marginals, one step of the conveyor, windows that cover everything).

// %% tags=hide-input
import { tally } from "long-attention/notebook";
tally("10");

// %%
import { progress } from "@long-attention/grader";
progress("10");

// %% [markdown]
// **Next:** [11 Select](11-select.ipynb). **Before:** [09 Λ-attention and sinks](09-sinks.ipynb).
//
// Behind this notebook: [chunk.ts](../lib/src/memory-systems/chunk.ts), [retrieve.ts](../lib/src/memory-systems/retrieve.ts),
// [rag.ts](../lib/src/memory-systems/rag.ts), [compressive.ts](../lib/src/memory-systems/compressive.ts);
// the table's rows with their sources: [datasets.json](../assets/data/datasets.json).
//
// **Sources.** Zaheer et al. 2020, *Big Bird*, section 1.1. Karpukhin et al. 2020, *Dense Passage Retrieval*. Lewis et al. 2020, *Retrieval-Augmented Generation* (§2, RAG-Sequence and RAG-Token). Rae et al. 2020,
// *Compressive Transformers*. Beltagy et al. 2020, *Longformer*.
