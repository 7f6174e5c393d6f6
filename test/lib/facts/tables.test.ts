import { readdirSync, readFileSync } from "node:fs";
import {
  type Cited,
  citations,
  contextClaims,
  datasets,
  errata,
  erratum,
  kvModels,
  modelKv,
  reported,
  slideClaims,
} from "long-attention/facts";
import { gpus } from "long-attention/gpu";
import { expect, it } from "vitest";
import { contextLengths } from "../../../lib/src/facts/data/context-lengths.js";
import { datasets as datasetRows } from "../../../lib/src/facts/data/datasets.js";
import { errata as errataRows } from "../../../lib/src/facts/data/errata.js";
import { gpus as gpuRows } from "../../../lib/src/facts/data/gpus.js";
import { modelsKv } from "../../../lib/src/facts/data/models-kv.js";
import { reported as reportedRows } from "../../../lib/src/facts/data/reported.js";
import { sources } from "../../../lib/src/facts/data/sources.js";
import { schemas, type Tables } from "./schema.js";

const folder = new URL("../../../assets/data/", import.meta.url);
const modules: Tables = {
  "context-lengths": contextLengths,
  datasets: datasetRows,
  errata: errataRows,
  gpus: gpuRows,
  "models-kv": modelsKv,
  reported: reportedRows,
  sources,
};
const tables = Object.keys(schemas) as (keyof Tables)[];
const json = (table: string) => JSON.parse(readFileSync(new URL(`${table}.json`, folder), "utf8"));

it("assets/data holds exactly the tables that the schema knows", () => {
  const files = readdirSync(folder).filter((file) => file.endsWith(".json"));
  expect(files.sort()).toEqual(tables.map((table) => `${table}.json`).sort());
});

it.each(tables)("assets/data/%s.json has the shape its schema says", (table) => {
  expect(schemas[table].safeParse(json(table)).error).toBeUndefined();
});

it.each(tables)("the library's %s equals assets/data (else run: npx tsx tools/build/facts.ts)", (table) => {
  expect(modules[table]).toEqual(json(table));
});

const rows: readonly Cited[] = [
  ...contextClaims(),
  ...slideClaims(),
  ...kvModels(),
  ...gpus,
  ...datasets(),
  ...datasets().flatMap((row) => row.usedBy),
  ...errata(),
  ...reportedRows,
];

it("citations(row) resolves every row's sources, and every source is used", () => {
  const used = new Set(rows.flatMap((row) => row.sources));
  for (const row of rows) expect(citations(row)).toHaveLength(row.sources.length);
  expect([...used].sort()).toEqual(Object.keys(sources).sort());
});

it("every row's unverified names are fields of the row, or the use that it records", () => {
  for (const row of rows)
    for (const field of row.unverified ?? []) expect(field in row || field === "use").toBe(true);
});

it("errata() are 35 slips in order, and each notebook's are found by its number", () => {
  expect(errata().map(({ number }) => number)).toEqual(Array.from({ length: 35 }, (_, i) => i + 1));
  const notebooks = ["02", "03", "07", "08", "11", "12", "A"];
  expect(notebooks.flatMap((notebook) => errata(notebook)).length).toBe(35);
  expect(errata("07").map(({ number }) => number)).toEqual([22, 29]);
  expect(errata("99")).toEqual([]);
});

it("erratum(25) says 19,327,352,832 bytes", () => {
  expect(erratum(25).correct).toContain("19,327,352,832");
});

it("modelKv(name) finds every model by its own name, each name once", () => {
  for (const row of kvModels()) expect(modelKv(row.model)).toBe(row);
});

it("reported(table) has that table's rows, and names the tables when there are none", () => {
  expect(reported("BigBird, Table 1").map(({ value }) => value)).toEqual([64.2, 60.1, 58.3, 62.7]);
  expect(reported("StreamingLLM, Table 1").map(({ value }) => value)).toEqual([5158.07, 5.4, 5.6]);
  expect(() => reported("Table 9")).toThrow(
    "reported: nothing is quoted from “Table 9”; there are BigBird, Table 1; StreamingLLM, Table 1",
  );
});

it("datasets() tell that Longformer used five and the Compressive Transformer two, and that OpenKP is blank", () => {
  const usedBy = (model: string) =>
    datasets().flatMap((row) => (row.usedBy.some((use) => use.model === model) ? [row.dataset] : []));
  expect(usedBy("Longformer")).toEqual(["text8", "enwik8", "TriviaQA", "HotpotQA", "WikiHop"]);
  expect(usedBy("Compressive Transformer")).toEqual(["enwik8", "WikiText-103"]);
  expect(datasets().find((row) => row.dataset === "OpenKP")?.usedBy).toEqual([]);
});

it("datasets() name text8, enwik8 and WikiText-103 as language modelling", () => {
  const found = datasets().filter((row) => row.task === "language modelling");
  expect(found.map((row) => row.dataset)).toEqual(["text8", "enwik8", "WikiText-103"]);
});

it("gpus are one table, and each of their figures names its source", () => {
  expect(gpus).toEqual(gpuRows);
  for (const { name, sources, verified, unverified = [], note, from, ...figures } of gpus) {
    expect(Object.keys(from).sort(), name).toEqual(Object.keys(figures).sort());
    expect([...new Set(Object.values(from))].sort(), name).toEqual([...sources].sort());
    expect(unverified.length === 0, name).toBe(verified);
  }
});
