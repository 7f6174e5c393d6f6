import { textWidth } from "./wrap.js";

/** A point with its words, in px. */
export interface Labelled {
  readonly x: number;
  readonly y: number;
  readonly text: string;
}

/** Where the words go: offsets from the point, and the side that is pinned. */
export interface Spot {
  readonly dx: number;
  readonly dy: number;
  readonly anchor: "start" | "middle" | "end";
}

/** The room that labels may use, in px. */
export interface Room {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const spots: readonly Spot[] = [0, 12, 22, 32, 42, 52, 64, 76, 88].flatMap((dy) => [
  ...spotsAt(-dy),
  ...(dy > 0 ? spotsAt(dy) : []),
]);

function spotsAt(dy: number): Spot[] {
  const beside: Spot[] = [
    { dx: 8, dy, anchor: "start" },
    { dx: -8, dy, anchor: "end" },
  ];
  return dy === 0 ? beside : [{ dx: 0, dy, anchor: "middle" }, ...beside];
}

/** What labels must not cover beside the points and each other, and how far from its point one may stand. */
export interface Obstacles {
  /** Such as points along a curve, in px. */
  readonly points?: readonly { readonly x: number; readonly y: number }[];
  /** Such as other words. */
  readonly boxes?: readonly Room[];
  /** At most so many px up or down. Default 42. */
  readonly reach?: number;
  /** True: a label that fits nowhere stands at the first place all the same. Default: it is left out. */
  readonly all?: boolean;
}

/**
 * Each label at the first place beside its point that covers no point, no obstacle and no earlier label: the
 * important ones come first.
 */
export function placeLabels<P extends Labelled>(
  points: readonly P[],
  room: Room,
  { points: others = [], boxes = [], reach = 42, all = false }: Obstacles = {},
  size = 11,
): (P & Spot)[] {
  const taken: Room[] = [
    ...points.map((point) => around(point, 5)),
    ...others.map((point) => around(point, 3)),
    ...boxes,
  ];
  return points.flatMap((point) => {
    const free = spots.find((spot) => {
      if (Math.abs(spot.dy) > reach) return false;
      const box = boxOf(point, spot, size);
      const inside =
        box.left >= room.left && box.right <= room.right && box.top >= room.top && box.bottom <= room.bottom;
      return inside && !taken.some((other) => overlap(box, other));
    });
    const spot = free ?? (all ? spots[0]! : undefined);
    if (!spot) return [];
    const box = boxOf(point, spot, size);
    taken.push({ ...box, left: box.left - apart, right: box.right + apart });
    return [{ ...point, ...spot }];
  });
}

/** Between the words of two labels on one line, in px. */
const apart = 6;

const around = ({ x, y }: { x: number; y: number }, by: number): Room => ({
  left: x - by,
  right: x + by,
  top: y - by,
  bottom: y + by,
});

/** Where a label's words stand, by the estimate that places them. */
export const labelBox = (label: Labelled & Spot, size = 11): Room => boxOf(label, label, size);

function boxOf({ x, y, text }: Labelled, { dx, dy, anchor }: Spot, size: number): Room {
  const width = 0.9 * textWidth(text, size);
  const left = x + dx - (anchor === "end" ? width : anchor === "middle" ? width / 2 : 0);
  return { left, right: left + width, top: y + dy - size / 2, bottom: y + dy + size / 2 };
}

const overlap = (a: Room, b: Room) =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
