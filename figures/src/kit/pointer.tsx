/** Where a pointer is in the element that was touched: fractions of its width and height, from its upper left corner. */
export function place(event: MouseEvent & { currentTarget: Element }): { x: number; y: number } {
  const { left, top, width, height } = event.currentTarget.getBoundingClientRect();
  return { x: (event.clientX - left) / width, y: (event.clientY - top) / height };
}

/** Which of so many rows or columns a fraction falls into. */
export const indexAt = (fraction: number, count: number): number =>
  Math.max(0, Math.min(count - 1, Math.floor(fraction * count)));

/** What an area does that shows more of what is pointed at: hovering and clicking are heard alike, as fractions. */
export const picking = (pick: (x: number, y: number) => void) => {
  const hear = (event: MouseEvent & { currentTarget: Element }) => {
    const { x, y } = place(event);
    pick(x, y);
  };
  return { onPointerMove: hear, onClick: hear };
};

/** What an area does with a pointer that is pressed and dragged over it: `to` hears where it is. */
export const dragging = (to: (x: number, y: number) => void, pick?: () => void) => {
  const hear = (event: PointerEvent & { currentTarget: Element }) => {
    const { x, y } = place(event);
    to(x, y);
  };
  return {
    onPointerDown(event: PointerEvent & { currentTarget: Element }) {
      event.currentTarget.setPointerCapture(event.pointerId);
      if (pick) pick();
      else hear(event);
    },
    onPointerMove(event: PointerEvent & { currentTarget: Element }) {
      if (event.buttons & 1) hear(event);
    },
  };
};

/**
 * A transparent area to drag in, sideways or up and down; none where nothing hears it. With `pick`, pressing alone
 * does only that.
 */
export const Drag = (p: {
  x: number;
  y: number;
  width: number;
  height: number;
  along: "x" | "y";
  pick?: () => void;
  to: ((fraction: number) => void) | undefined;
}) =>
  p.to ? (
    <rect
      x={p.x}
      y={p.y}
      width={p.width}
      height={p.height}
      class={`drag ${p.along}`}
      {...dragging((x, y) => p.to?.(p.along === "x" ? x : y), p.pick)}
    />
  ) : null;
