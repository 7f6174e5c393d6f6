import { smallestWords } from "long-attention/ink";
import { tiny } from "./marks.js";

/** On a phone, drawings are as wide as the page, but at least this, in px: on a page narrower yet they scroll in their own box. */
const narrowest = 350;

/** On a phone a drawing shrinks, and its words do not: 11 px on the screen. After every other style. */
export const narrowCss = `@container (max-width:480px){.panels{overflow-x:auto}.panels svg{min-width:min(${narrowest}px,var(--least))}${[
  [".title", 14],
  ["text", 13],
  [".small", 12],
  [".tiny", tiny],
  [".count", tiny],
]
  .map(
    ([words, size]) =>
      `svg ${words}{font-size:max(${size}px,calc(${smallestWords}px*var(--w)/${narrowest}))}`,
  )
  .join("")}}`;
