/** The course's sign: four tokens, each of which reads itself and those before it. */
import { night, palette, tint } from "long-attention/ink";

const [tokens, step] = [4, 8] as const;

export function iconSvg(): string {
  const squares = Array.from({ length: tokens * tokens }, (_, at) => {
    const [i, j] = [Math.floor(at / tokens), at % tokens];
    if (j > i) return "";
    const colour = tint(palette.blue, i === j ? 1 : 0.55);
    return `<rect x="${step * j}" y="${step * i}" width="${step - 1}" height="${step - 1}" rx="1.5" fill="${colour}"/>`;
  });
  const side = tokens * step - 1;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-2 -2 ${side + 4} ${side + 4}"><style>@media (prefers-color-scheme:dark){svg{background:${night.paper}}}</style>${squares.join("")}</svg>`;
}
