import { count, list, percent } from "long-attention/ink/format.js";
import { block, type Derived, planted, type State, T } from "./state.js";

const subject: Record<State["method"], string> = {
  window: "A window scores nothing",
  signposts: `Signposts score the means of ${T / block} blocks`,
  "indexer 4": `An indexer of 4 numbers scores all ${T} tokens`,
  "indexer 8": `An indexer of 8 numbers scores all ${T} tokens`,
  "indexer 16": `An indexer of 16 numbers scores all ${T} tokens`,
  exact: `Exact selection scores all ${T} tokens with the keys themselves`,
};

/** What the method scores, reads and finds, and what was possible. */
export function say({ method, k }: State, now: Derived): string[] {
  const { keys } = now.reading;
  const rest =
    keys.length < k
      ? ` (of ${k}: only whole blocks of ${block})`
      : keys.length > k
        ? ` (more than ${k}: its own block is read whole)`
        : "";
  const exact = now.rows.at(-1)!.recall;
  const four = planted.length;
  const all =
    now.found === four
      ? `all ${four}`
      : now.found === 0
        ? `none of the ${four}`
        : `${now.found} of the ${four}`;
  const [reads, finds] = method === "signposts" ? ["read", "find"] : ["reads", "finds"];
  return [
    `${subject[method]}, ${reads} ${count(keys.length, "key")}${rest} and ${finds} ${percent(now.recall, 1)} of attention’s weight, ${all} planted tokens among it.`,
    method === "exact"
      ? "Nobody can find more with as many."
      : `The best ${count(k, "key")} would hold ${percent(exact, 1)}.`,
  ];
}

/** Every method's share, too. */
export const alt = (state: State, now: Derived): string =>
  `Selecting keys. ${say(state, now).join(" ")} Planted are tokens ${list([...planted].sort((a, b) => a - b))}. With a budget of ${count(state.k, "key")}: ${now.rows.map(({ name, recall }) => `${name} ${percent(recall, 1)}`).join(", ")}.`;

/** The table. */
export const label = ({ k }: State, now: Derived): string =>
  `Found, and at which price, with a budget of ${count(k, "key")}: ${now.rows
    .map(
      ({ name, scanned, read, elements, recall }) =>
        `${name} scans ${scanned}, reads ${read}, moves ${elements} numbers and finds ${percent(recall, 1)}`,
    )
    .join("; ")}.`;
