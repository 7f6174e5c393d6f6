import { textWidth } from "./svg.js";

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

const spots: readonly Spot[] = [0, -12, 12, -22, 22, -32, 32, -42, 42].flatMap((dy): Spot[] => {
  const beside: Spot[] = [
    { dx: 8, dy, anchor: "start" },
    { dx: -8, dy, anchor: "end" },
  ];
  return dy === 0 ? beside : [{ dx: 0, dy, anchor: "middle" }, ...beside];
});

/**
 * Each label at the first place beside its point that covers no point and no earlier label: the important
 * ones come first. A label that fits nowhere is left out.
 */
export function placeLabels<P extends Labelled>(points: readonly P[], room: Room, size = 11) {
  const taken: Room[] = points.map(({ x, y }) => ({ left: x - 5, right: x + 5, top: y - 5, bottom: y + 5 }));
  return points.flatMap((point) => {
    for (const spot of spots) {
      const box = boxOf(point, spot, size);
      const inside =
        box.left >= room.left && box.right <= room.right && box.top >= room.top && box.bottom <= room.bottom;
      if (!inside || taken.some((other) => overlap(box, other))) continue;
      taken.push(box);
      return [{ ...point, ...spot }];
    }
    return [];
  });
}

function boxOf({ x, y, text }: Labelled, { dx, dy, anchor }: Spot, size: number): Room {
  const width = 0.9 * textWidth(text, size);
  const left = x + dx - (anchor === "end" ? width : anchor === "middle" ? width / 2 : 0);
  return { left, right: left + width, top: y + dy - size / 2, bottom: y + dy + size / 2 };
}

const overlap = (a: Room, b: Room) =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
