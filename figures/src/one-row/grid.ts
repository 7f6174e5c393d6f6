/** Where the lines of the keys stand: at the same height in both panels, so that the eye runs across. */
export const panel = { width: 380, height: 388 } as const;
/** The panels below, and the whole drawing. */
export const below = { y: 398, height: 158 } as const;
export const height = below.y + below.height;

const [top, room] = [110, 226];

/** From the upper edge of key j's line to that of the next. */
export const pitch = (T: number): number => Math.min(34, room / T);
/** The upper edge of key j's line. */
export const lineY = (j: number, T: number): number => top + j * pitch(T);
/** The middle of its line, where words stand. */
export const middle = (j: number, T: number): number => lineY(j, T) + pitch(T) / 2;
/** Bars are as thick, whatever the number of lines. */
export const bar = 14;
/** The foot of the lines. */
export const foot = (T: number): number => lineY(T, T);
