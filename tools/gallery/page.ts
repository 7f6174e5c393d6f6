/** The gallery's page: every figure under its name, and switches for the page they stand on. */
import { escapeHtml } from "long-attention/ink";

/** One figure: what it is called, and its HTML. */
export interface Exhibit {
  readonly name: string;
  readonly html: string;
}

/** @param explorables live ones @param plots static ones */
export function galleryPage(explorables: readonly Exhibit[], plots: readonly Exhibit[]): string {
  const names = (exhibits: readonly Exhibit[]) =>
    exhibits.map(({ name }) => `<a href="#${escapeHtml(name)}">${escapeHtml(name)}</a>`).join(" ");
  const shown = (exhibits: readonly Exhibit[]) =>
    exhibits
      .map(
        ({ name, html }) =>
          `<section id="${escapeHtml(name)}"><h3>${escapeHtml(name)}</h3><div class="page">${html}</div></section>`,
      )
      .join("\n");
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Every figure of the course</title>
<style>${style}</style>
<header>
  <label><input type="checkbox" data-switch="dark"> dark</label>
  <label><input type="checkbox" data-switch="narrow"> 390 px</label>
</header>
<main>
<h1>Every figure of the course</h1>
<h2>Explorables: ${explorables.length}</h2>
<nav aria-label="Explorables">${names(explorables)}</nav>
${shown(explorables)}
<h2>Plots: ${plots.length}</h2>
<nav aria-label="Plots">${names(plots)}</nav>
<div class="plots">${shown(plots)}</div>
</main>
<script>${script}</script>
</html>
`;
}

/** The names that figures know from JupyterLab's themes carry the page's own colours here. */
const style = `
:root{--jp-ui-font-color1:#1b1e23;--jp-layout-color0:#fff;--quiet:#59616e;--link:#005b8f;color-scheme:light}
:root.dark{--jp-ui-font-color1:#e0e0e0;--jp-layout-color0:#111;--quiet:#a9b1ba;--link:#7cc4f0;color-scheme:dark}
body{margin:0;background:var(--jp-layout-color0);color:var(--jp-ui-font-color1);font:15px/1.5 system-ui,sans-serif}
header{position:sticky;top:0;z-index:1;display:flex;gap:20px;padding:10px 16px;background:var(--jp-layout-color0);border-bottom:1px solid var(--quiet)}
main{padding:0 16px 60px}h1,h2,h3{line-height:1.2}h3{margin:36px 0 8px;font-size:14px;font-weight:600;color:var(--quiet)}
nav{display:flex;flex-wrap:wrap;gap:2px 14px}a{color:var(--link)}section{scroll-margin-top:48px}
.plots{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,660px),1fr));gap:0 24px;align-items:start}
.narrow .page{width:390px;max-width:100%}.narrow .plots{grid-template-columns:minmax(0,1fr)}`;

/** A switch sets the class of its name on the page. */
const script = `
for (const box of document.querySelectorAll("[data-switch]")) {
  const set = () => document.documentElement.classList.toggle(box.dataset.switch, box.checked);
  box.addEventListener("change", set);
  set();
}`;
