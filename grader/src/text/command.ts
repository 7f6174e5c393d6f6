/**
 * How a reader of the terminal asks again: by the course's own script where that was how they asked, else by the
 * package's command, which works in any folder.
 * @param rest such as "00.2 --hint"
 */
export const checkCommand = (rest: string): string =>
  `${process.env.npm_lifecycle_event === "check" ? "npm run check --" : "npx long-attention check"} ${rest}`;
