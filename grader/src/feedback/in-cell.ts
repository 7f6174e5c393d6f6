/** How a learner in a notebook asks again, in Markdown; in a bundle for a browser, in-cell.web.ts stands in for this file. */
export const inCell = {
  check: (id: string, name: string, seed?: number): string =>
    `\`check("${id}", ${name}${seed === undefined ? "" : `, { seed: ${seed} }`})\``,
  hint: (id: string): string => `\`hint("${id}")\``,
  reference: (id: string): string => `\`reference("${id}")\``,
  afterWriting: "run its cell and this one again",
};
