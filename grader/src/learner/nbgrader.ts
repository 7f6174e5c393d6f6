/** Whether nbgrader runs the notebook; in a bundle for a browser, nbgrader.web.ts stands in for this file. */
export const nbgrader = (): string | undefined => process.env.NBGRADER_EXECUTION;
