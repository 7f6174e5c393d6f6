/** The tests' site, served as a host without headers of its own serves it, under a path. */
import { serve } from "../../../web/build/serve.ts";
import { siteFiles, siteFolder } from "../site.ts";

let begun: ReturnType<typeof serve> | undefined;

/** Where it is, such as http://localhost:4173/long-attention/. */
export async function servedSite(): Promise<string> {
  begun ??= serve(await siteFolder(), { base: "/long-attention/", headers: {} });
  return (await begun).url;
}

/** The address of a script that has a hash in its name, such as kernel. */
export async function scriptNamed(name: string): Promise<string> {
  const found = [...(await siteFiles()).keys()].find((path) => path.startsWith(`assets/${name}-`));
  if (!found) throw new Error(`the site has no script ${name}`);
  return (await servedSite()) + found;
}
