/** Stands in for script.ts in a browser: the page itself brings its figures to life, with `mountFigures`. */
export const scriptOf = (_name: string): string => "";
