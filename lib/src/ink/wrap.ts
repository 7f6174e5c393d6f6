/** A generous estimate of a text's width in px: fonts differ from reader to reader. */
export const textWidth = (text: string, size: number): number => 0.6 * size * [...text].length;

/** Lines of at most `width` px, broken between words. */
export function wrap(text: string, size: number, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const longer = `${lines.at(-1)} ${word}`;
    if (lines.length > 0 && textWidth(longer, size) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
