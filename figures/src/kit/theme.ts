import { ink, matrixColour, muted, palette, paper } from "long-attention/ink/palette.js";

/** The course's colours for Q, K, V, O and S, and grey for what belongs to none; every mark also carries its letter. */
export const hues = {
  Q: matrixColour.Q,
  K: matrixColour.K,
  V: matrixColour.V,
  O: matrixColour.O,
  S: matrixColour.S,
  grey: muted,
} as const;
export type Hue = keyof typeof hues;

/** The figure's own colours, on any page. */
export const ownColours = Object.entries(hues)
  .map(([name, colour]) => `--${name}:${colour};`)
  .concat(`--read:${palette.blue};--write:#c96f12;`)
  .join("");

/** Colours over JupyterLab's theme, light or dark. */
const pageColours = `${ownColours}--ink:var(--jp-ui-font-color1,${ink});--page:var(--jp-layout-color0,${paper});
--muted:color-mix(in oklab,var(--ink) 72%,var(--page));--line:color-mix(in oklab,var(--ink) 32%,var(--page));--panel:color-mix(in oklab,var(--ink) 5%,var(--page));
--chip:color-mix(in oklab,${palette.orange} 9%,var(--page));--chip-rim:color-mix(in oklab,${palette.orange} 45%,var(--page));--hot:color-mix(in oklab,#d0342c 78%,var(--ink));
--ui:var(--jp-ui-font-family,system-ui,sans-serif);`;

/** Controls and layout that every explorable shares. */
export const kitCss = `
:host{display:block;container-type:inline-size}
.figure{${pageColours}color:var(--ink);background:var(--page);font:14px/1.45 var(--ui);max-width:1000px;padding:4px}
.say{min-height:2.9em;margin:0 2px 8px;font-size:15px}.say b{color:var(--muted);font-weight:600;margin-right:.5em}
.panels{display:flex;flex-wrap:wrap;gap:12px}.panels svg{flex:var(--w) 1 var(--least);min-width:var(--least);max-width:calc(1.4px*var(--w));height:auto;overflow:visible}
.bar{display:flex;flex-wrap:wrap;gap:8px 12px;align-items:center;margin:10px 2px 2px}
button,.segment label,select{font:inherit;font-weight:600;color:var(--ink);background:var(--page);border:1px solid var(--line);border-radius:7px;padding:5px 12px;min-height:34px;cursor:pointer;box-sizing:border-box}
select{font-weight:500;padding:5px 8px}sub{font-size:.75em}
button:hover:enabled,.segment label:hover{background:var(--panel)}button:disabled,button[aria-disabled=true]{color:var(--muted);border-style:dashed;cursor:default}
button.main{background:var(--ink);color:var(--page);border-color:var(--ink);min-width:92px}button.main:hover:enabled{background:var(--muted)}
.count{font-variant-numeric:tabular-nums;color:var(--muted);min-width:5.2em;text-align:right}
.segment{display:inline-flex;flex-wrap:wrap;min-width:0;border:0;padding:0;margin:0}.hidden,.segment legend{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden}
.segment label{position:relative;border-radius:0;margin-left:-1px;font-weight:500}.segment input{position:absolute;opacity:0;inset:0;margin:0;cursor:pointer}
.segment label:first-of-type{border-radius:7px 0 0 7px}.segment label:last-of-type{border-radius:0 7px 7px 0}.segment label:has(:checked){background:var(--read);border-color:var(--read);color:#fff}
button:focus-visible,select:focus-visible,input:focus-visible,.segment label:focus-within:has(:focus-visible){outline:3px solid color-mix(in oklab,var(--read) 70%,var(--page));outline-offset:2px}
.tip,.note{color:var(--muted);font-size:13px;margin:6px 2px 0}.note{color:var(--hot)}
@media (forced-colors:active){.segment label:has(:checked){outline:3px solid Highlight;outline-offset:-4px}.panels svg{forced-color-adjust:none;background:#fff}.figure{--ink:${ink};--page:${paper}}}
@media (prefers-reduced-motion:reduce){*{transition:none!important}}
@media print{.bar,.tip{display:none}}`;
