/** What a drawing in the page says, and how: for tests that no words are too small, too faint or on top of others. */
import type { Page } from "playwright-core";

/** One line of words as the page draws it. */
export interface Words {
  readonly text: string;
  /** px. */
  readonly size: number;
  /** Left, top, right and bottom in px: about what is inked, not the whole line. */
  readonly box: readonly [number, number, number, number];
  /** Of the words and of what lies under their middle, as CSS writes colours. */
  readonly colour: string;
  readonly ground: string;
}

/** Every line of words in the first drawing of a page, in its order. */
export const wordsOf = (page: Page): Promise<Words[]> =>
  page.evaluate(() => {
    const svg = document.querySelector<SVGSVGElement>("svg")!;
    const shapes = [...svg.querySelectorAll<SVGGeometryElement>("rect,path,circle,image")].filter(
      (shape) => !shape.closest("defs"),
    );
    const rgb = (css: string) =>
      css
        .match(/[\d.]+/g)!
        .map(Number)
        .slice(0, 3);
    /** What was drawn before these words under a point of the page, thin colours over what is below them. */
    const groundAt = (x: number, y: number, words: Element) => {
      const under = shapes.filter((shape) => {
        if (!(words.compareDocumentPosition(shape) & Node.DOCUMENT_POSITION_PRECEDING)) return false;
        const { fill, display } = getComputedStyle(shape);
        if (fill === "none" || display === "none" || shape.localName === "image") return false;
        const point = new DOMPoint(x, y).matrixTransform(shape.getScreenCTM()!.inverse());
        return shape.isPointInFill(point);
      });
      const ground = under.reduce(
        (below, shape) => {
          const style = getComputedStyle(shape);
          const pattern = style.fill.startsWith("url");
          const colour = rgb(pattern ? getComputedStyle(svg.querySelector("#hatch rect")!).fill : style.fill);
          const part = Number(style.fillOpacity) * Number(style.opacity);
          return colour.map((c, k) => part * c + (1 - part) * below[k]!);
        },
        [255, 255, 255],
      );
      return `rgb(${ground.map(Math.round).join(", ")})`;
    };
    return [...svg.querySelectorAll<SVGTextElement>("text")].flatMap((words) => {
      const lines = [...words.querySelectorAll<SVGTSpanElement>("tspan[x]")];
      return (lines.length > 0 ? lines : [words]).flatMap((line) => {
        const range = document.createRange();
        range.selectNodeContents(line);
        const { left, top, right, bottom } = range.getBoundingClientRect();
        if (!line.textContent?.trim() || right === left) return [];
        const inner = [line, ...line.querySelectorAll("tspan")].map((part) =>
          Number.parseFloat(getComputedStyle(part).fontSize),
        );
        const upright = right - left < bottom - top && line.textContent.length > 2;
        const [across, along] = [0.16, 0.03];
        const [dx, dy] = upright ? [across, along] : [along, across];
        const [wide, tall] = [right - left, bottom - top];
        return [
          {
            text: line.textContent,
            size: Math.min(...inner),
            box: [left + dx * wide, top + dy * tall, right - dx * wide, bottom - dy * tall] as const,
            colour: getComputedStyle(line).fill,
            ground: groundAt((left + right) / 2, (top + bottom) / 2, words),
          },
        ];
      });
    });
  });
