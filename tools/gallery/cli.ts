/** `npm run gallery`: one page with every static figure, as its test's snapshot has it, and every explorable, live. */
import { spawn } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build, isBuilt } from "../build/build.mjs";
import { commandLine } from "../start/command-line.mjs";
import { ROOT } from "../start/setup.mjs";

const { values } = commandLine({
  name: "npm run gallery",
  usage: `npm run gallery             one page with every static figure and every explorable, light or dark, wide or 390 px
npm run gallery -- --open   opens it in your browser too`,
  options: { open: { type: "boolean" } },
});

if (!isBuilt(ROOT)) await build(ROOT, join(ROOT, ".cache", "build.log"));
const { explorables, figure } = await import("@long-attention/figures");
const { Picture } = await import("long-attention/ink");
const { galleryPage } = await import("./page.js");

const snapshots = join(ROOT, "test", "lib", "plots", "snapshots");
const plots = readdirSync(snapshots)
  .filter((file) => file.endsWith(".svg"))
  .map((file) => {
    const svg = readFileSync(join(snapshots, file), "utf8").trim();
    const [alt, width, height] = [/<title>(.*?)<\/title>/s, /\bwidth="(\d+)"/, /\bheight="(\d+)"/].map(
      (part) => part.exec(svg)?.[1] ?? "",
    );
    return {
      name: file.slice(0, -4),
      html: new Picture(svg, alt || file, Number(width), Number(height)).html,
    };
  });
const live = Object.keys(explorables).map((name) => ({ name, html: figure(name).html }));

const page = join(ROOT, "reports", "gallery.html");
mkdirSync(join(ROOT, "reports"), { recursive: true });
writeFileSync(page, galleryPage(live, plots));
console.log(`${live.length} explorables and ${plots.length} plots: ${pathToFileURL(page)}`);
if (values.open) show(page);

/** Asks the system for its browser. */
function show(file: string): void {
  const opener = { darwin: "open", win32: "explorer" }[process.platform as string] ?? "xdg-open";
  spawn(opener, [file], { stdio: "ignore", detached: true })
    .on("error", () => console.error(`${opener} is not there to open a browser; open the page yourself.`))
    .unref();
}
