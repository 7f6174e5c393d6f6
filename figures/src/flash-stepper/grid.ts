/** Where the score grid begins, and the size of one token. */
export const grid = { x: 88, y: 110, token: 2 } as const;
