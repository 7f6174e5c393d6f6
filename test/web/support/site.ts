/** The site, made once for all tests of a worker of vitest, and served as a host without headers of its own serves it. */
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serve } from "../../../web/build/serve.ts";
import { makeSite, type Site, writeSite } from "../../../web/build/site.ts";

let made: Promise<{ readonly url: string; readonly site: Site }> | undefined;

/** Where it is, such as http://localhost:4173/long-attention/. */
export function servedSite(): Promise<{ readonly url: string; readonly site: Site }> {
  made ??= begin();
  return made;
}

async function begin() {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "long-attention-web-")));
  const site = await makeSite({ solutions: true });
  writeSite(site, folder);
  const { url } = await serve(folder, { base: "/long-attention/", headers: {} });
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  return { url, site };
}
