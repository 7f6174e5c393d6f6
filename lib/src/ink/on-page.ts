/**
 * Hues on a page whose colours are not known beforehand, light or dark: mixed, in CSS, with the page's own ink. The
 * palette's hues are for areas; words and thin lines in them would be hard to see on one page or the other.
 */

/** Parts of a hundred that stay of the hue. */
export const share = { text: 55, line: 75 } as const;

/** A hue for words: contrast at least 4.5 to 1 for every matrix's colour. @param ink the page's, such as var(--ink) */
export const asText = (hue: string, ink: string): string => mix(hue, share.text, ink);

/** A hue for thin lines: contrast at least 3 to 1 for every matrix's colour. @param ink the page's */
export const asLine = (hue: string, ink: string): string => mix(hue, share.line, ink);

const mix = (hue: string, percent: number, ink: string) => `color-mix(in oklab,${hue} ${percent}%,${ink})`;
