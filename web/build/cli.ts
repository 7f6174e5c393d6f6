/** `npm run web`: writes the web edition to web/dist. */
import { join, resolve } from "node:path";
import { build, isBuilt } from "../../tools/build/build.mjs";
import { commandLine } from "../../tools/start/command-line.mjs";
import { Problem } from "../../tools/start/progress.mjs";
import { ROOT } from "../../tools/start/setup.mjs";

const { values } = commandLine({
  name: "npm run web",
  usage: `npm run web                          write the web edition to web/dist: the whole course as pages that run
npm run web -- --serve               then serve it on this machine, until Ctrl-C
  --port 8080                        there; default 4173
  --base /long-attention/            under that path, as GitHub Pages does
npm run web -- --out FOLDER          write it there
npm run web -- --url ADDRESS         where it will stand, such as https://example.org/long-attention/: adds the sitemap and addresses of previews
npm run web -- --without-solutions   leave out the solutions and the hidden checks
npm run web -- --json                print the size of every part and file as one JSON document`,
  options: {
    out: { type: "string" },
    serve: { type: "boolean" },
    port: { type: "string" },
    base: { type: "string" },
    url: { type: "string" },
    json: { type: "boolean" },
    "without-solutions": { type: "boolean" },
  },
});

try {
  const started = performance.now();
  if (!isBuilt(ROOT)) await build(ROOT, join(ROOT, ".cache", "build.log"));
  // Only now: the pages are made with what was built.
  const { makeSite, writeSite } = await import("./site.ts");
  const { budgets, inKB, overBudget, packed } = await import("./budgets.ts");
  const out = resolve(values.out ?? join(ROOT, "web", "dist"));
  const { url = "" } = values;
  if (url && !/^https?:\/\/\S+\/$/.test(url))
    throw new Problem(
      `--url ${url}: give the whole address, with / at its end, such as https://example.org/long-attention/.`,
    );
  const site = await makeSite({ solutions: !values["without-solutions"], url });
  writeSite(site, out);
  const parts = budgets(site);
  if (values.json) {
    const size = packed(site);
    const files = Object.fromEntries([...site.files.keys()].sort().map((path) => [path, size(path)]));
    console.log(JSON.stringify({ parts, files }, null, 1));
  } else {
    for (const { name, size, limit } of parts) console.log(`${name}: ${inKB(size)} of ${inKB(limit)}`);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(`${out}: ${site.files.size} files, in ${seconds} s`);
  }
  const over = overBudget(parts);
  if (over.length > 0) throw new Problem(over.join("\n"));
  if (values.serve) await serveUntilStopped(out);
} catch (error) {
  if (!(error instanceof Problem)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

async function serveUntilStopped(folder: string): Promise<void> {
  const { serve } = await import("./serve.ts");
  const { port = "4173", base = "/" } = values;
  if (!/^\/(.*\/)?$/.test(base))
    throw new Problem(`--base ${base}: it begins and ends with /, such as /long-attention/.`);
  if (!/^\d+$/.test(port)) throw new Problem(`--port ${port}: give a number, such as 8080.`);
  const { url } = await serve(folder, { port: Number(port), base });
  console.log(`\n  ${url}\n\n  Ctrl-C here stops it.`);
}
