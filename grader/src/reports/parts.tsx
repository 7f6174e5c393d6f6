/** @jsxRuntime automatic @jsxImportSource preact */
/** Small pieces of a report. */
import type { ComponentChildren } from "preact";
import { plain } from "../text/plain.js";

/** A name of somebody's choice, kept apart from the direction of writing around it. */
export const Name = ({ id }: { id: string }) => <bdi dir="ltr">{plain(id, 120)}</bdi>;

/** Points, to a hundredth. */
export const points = (x: number): string => String(Math.round(100 * x) / 100);

/** "1 student", "3 students". */
export const count = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;

/** One cell: what is in it, and what it is. */
export interface Cell {
  readonly is?: string;
  readonly of: ComponentChildren;
}

/** A table that can be moved with the keyboard where the page is too narrow. The first cell of a row is its heading. */
export const Table = ({
  label,
  head,
  rows,
}: {
  label: string;
  head: readonly Cell[];
  rows: readonly (readonly Cell[])[];
}) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
  <section class="scroll" tabIndex={0} aria-label={label}>
    <table>
      <thead>
        <tr>
          {head.map(({ is, of }) => (
            <th scope="col" class={is}>
              {of}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([first, ...rest]) => (
          <tr>
            <th scope="row" class={first!.is}>
              {first!.of}
            </th>
            {rest.map(({ is, of }) => (
              <td class={is}>{of}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </section>
);
