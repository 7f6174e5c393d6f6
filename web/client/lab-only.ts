/** What JupyterLab needs of an output and a page does not: figures, questions and themes are brought to life from outside. */
export const LAB_ONLY = /<script\b[\s\S]*?<\/script\s*>|<style>\[data-jp-theme[^<]*<\/style>/gi;
