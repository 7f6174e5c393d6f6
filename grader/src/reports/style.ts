/** How reports look: on paper, on a phone, in the light and in the dark. */
export const style = `
:root {
  color-scheme: light dark;
  --ink: #1b1f24; --quiet: #57606a; --paper: #fff; --wash: #f4f6f8; --line: #d0d6dd; --track: #e3e7ec;
  --link: #0b5cad; --good: #00694d; --bad: #a84600; --full: #d5f0e6; --part: #fdf1d8; --none: #fbe3d6;
  --slip: #fdf3dd; --larger: 213, 94, 0; --smaller: 0, 114, 178;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ink: #e6e9ed; --quiet: #a4adb8; --paper: #14171b; --wash: #1c2026; --line: #3b434d; --track: #2b323a;
    --link: #82bcff; --good: #45c99d; --bad: #ff9d66; --full: #0e3a2d; --part: #3a2f10; --none: #45230f;
    --slip: #352a0e; --smaller: 60, 160, 220;
  }
}
* { box-sizing: border-box }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; overflow-wrap: anywhere }
main, footer { max-width: 62rem; margin: 0 auto; padding: 1.5rem 1rem }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 .25rem; text-wrap: balance }
h2 { font-size: 1.2rem; line-height: 1.3; margin: 2.25rem 0 .5rem }
h3 { font-size: 1rem; margin: 1rem 0 .25rem }
p { margin: .4rem 0; max-width: 46rem }
a { color: var(--link) }
sup, sub { line-height: 0; white-space: nowrap }
.quiet { color: var(--quiet) } .small { font-size: .9rem }
.over { margin: 0; color: var(--quiet); font-size: .9rem }
.score { display: flex; flex-wrap: wrap; gap: .25rem 1rem; align-items: baseline; margin: 1rem 0 .25rem }
.score strong { font-size: 1.9rem; line-height: 1.1; font-variant-numeric: tabular-nums }
.bar { display: block; width: 100%; max-width: 26rem; height: .6rem; border-radius: 3px }
.bar.short { display: inline-block; width: 6rem; vertical-align: middle; margin-left: .5rem }
.track { fill: var(--track) } .fill { fill: var(--good) } .fill.over { fill: var(--bad) }
table { border-collapse: collapse; margin: .25rem 0; font-variant-numeric: tabular-nums }
th, td { padding: .3rem .6rem; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line) }
thead th { font-size: .85rem; font-weight: 600; color: var(--quiet); vertical-align: bottom }
tbody th { font-weight: inherit }
.number { text-align: right; white-space: nowrap }
.wide { min-width: 14rem } .whole { width: 100% } .names { min-width: 9rem; max-width: 20rem }
.scroll { overflow-x: auto; max-width: 100% }
td.full { background: var(--full) } td.part { background: var(--part) } td.zero { background: var(--none) }
.badge { display: inline-block; padding: 0 .55rem; border-radius: 9px; font-size: .75rem; line-height: 1.25rem; white-space: nowrap; color: #fff; background: #59616e; print-color-adjust: exact; -webkit-print-color-adjust: exact }
.badge.good { background: #00694d } .badge.part { background: #835400 } .badge.bad { background: #a84600 } .checks .badge { justify-self: start; align-self: start; margin-top: .1rem }
section.exercise { margin: 1.25rem 0; padding: .9rem 1rem 1rem; border: 1px solid var(--line); border-left: 4px solid #808080; border-radius: 6px }
section.good { border-left-color: #009e73 } section.part { border-left-color: #e69f00 } section.bad { border-left-color: #d55e00 }
section.exercise h2 { margin: 0 }
.state { display: flex; flex-wrap: wrap; gap: .25rem .75rem; align-items: center; margin: .35rem 0 .6rem }
ul.checks { list-style: none; margin: .5rem 0; padding: 0 }
ul.checks > li { margin: .55rem 0; display: grid; grid-template-columns: 5.2rem minmax(0, 1fr); gap: .1rem .6rem }
.why { margin: .15rem 0 .6rem } .why > :first-child { margin-top: 0 }
.slip { margin: .7rem 0; padding: .5rem .9rem; border: 1px solid #e69f00; border-left-width: 4px; border-radius: 4px; background: var(--slip); max-width: 48rem }
.notice { margin: 1rem 0; padding: .6rem .9rem; border: 1px solid var(--line); border-left: 4px solid #d55e00; border-radius: 4px; background: var(--wash); max-width: 48rem }
.notice p:first-child { margin-top: 0 } .notice p:last-child { margin-bottom: 0 }
details { margin: .2rem 0 } summary { cursor: pointer }
pre { margin: .3rem 0; padding: .35rem .7rem; border-left: 3px solid #808080; background: var(--wash); white-space: pre-wrap }
pre.bad-edge { border-left-color: #d55e00 } .heading { margin: 1rem 0 .25rem } .key-line { font-size: .9rem; color: var(--quiet) }
pre, code, .values td, .values th, .text { font: .8rem/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace }
.values { display: flex; flex-wrap: wrap; gap: .5rem 1.4rem; align-items: flex-start; margin: .3rem 0 }
.values > * { max-width: 100% }
.values .name { font-size: .85rem; color: var(--quiet) }
.values td, .values th { padding: .1rem .45rem; text-align: right; white-space: nowrap; border: 1px solid var(--line) }
.values th { color: var(--quiet); border-color: transparent; text-align: left } .values thead th { text-align: right }
.values td:empty { border: 0 } .values .off, .title.failed { font-weight: 600 }
${[1, 2, 3, 4, 5].map((k) => `.l${k} { background: rgba(var(--larger), ${k / 10}) } .s${k} { background: rgba(var(--smaller), ${k / 10}) }`).join("\n")}
.key { display: inline-block; width: .7rem; height: .7rem; margin: 0 .2rem 0 .7rem }
.values svg, .plot { max-width: 100%; height: auto }
.plot text { font: 12px system-ui, sans-serif; fill: var(--ink) } .plot .axis { fill: var(--quiet) } .plot line { stroke: var(--line) }
.plot .column { fill: #0072b2 }
.facts { display: flex; flex-wrap: wrap; gap: .5rem 2rem; margin: .75rem 0; padding: 0 } .facts div { display: flex; flex-direction: column-reverse }
.facts dt { font-size: .85rem; color: var(--quiet) } .facts dd { margin: 0; font-size: 1.5rem; line-height: 1.2; font-variant-numeric: tabular-nums }
ol.lessons { padding-left: 1.5rem; max-width: 50rem } ol.lessons > li { margin: .8rem 0 }
.pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr)); gap: 0 1.5rem; width: min(96vw, 90rem); margin-left: calc((100% - min(96vw, 90rem)) / 2) }
.listing span { display: block; padding-left: 10ch; text-indent: -10ch } .listing .alike { background: var(--part) }
footer { border-top: 1px solid var(--line); color: var(--quiet); font-size: .85rem }
@media (max-width: 34rem) {
  main, footer { padding: 1rem .75rem } h1 { font-size: 1.45rem } section.exercise { padding: .7rem .75rem }
  ul.checks > li { grid-template-columns: minmax(0, 1fr) } th, td { padding: .25rem .35rem } .wide { min-width: 9rem }
}
@media print {
  :root { --ink: #000; --quiet: #444; --paper: #fff; --wash: #f4f6f8; --line: #bbb; --track: #e3e7ec; --link: #000; --good: #00694d; --bad: #a84600; --full: #d5f0e6; --part: #fdf1d8; --none: #fbe3d6; --slip: #fdf3dd; --smaller: 0, 114, 178 }
  body { font-size: 11pt } main, footer { max-width: none; padding: 0 } a { text-decoration: none }
  h2, h3, .state, summary { break-after: avoid } .values, .slip, .notice, tr { break-inside: avoid } .scroll { overflow: visible }
  details::details-content { content-visibility: visible; block-size: auto }
  .fill, .track, td, .slip, .key { print-color-adjust: exact; -webkit-print-color-adjust: exact }
}
`;
