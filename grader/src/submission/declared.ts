/**
 * Which names a text seems to declare, and which exercises it leaves as TODO. It only helps to choose between files and to
 * say what a file is: nothing is parsed, so nothing can keep it busy, and no points depend on it.
 */

export interface Seen {
  readonly declared: ReadonlySet<string>;
  /** Ids of exercises, such as "01.2". */
  readonly todo: ReadonlySet<string>;
  /** Every word of the code. */
  readonly words: ReadonlySet<string>;
}

export function seenIn(code: string): Seen {
  const declared = new Set<string>();
  for (const [, name] of code.matchAll(
    /\b(?:function|class|const|let|var)\b[\s*]*([\p{L}_$][\p{L}\p{N}_$]*)/gu,
  ))
    declared.add(name!);
  for (const list of exportLists(code)) for (const name of wordsIn(list)) declared.add(name);
  return {
    declared,
    todo: new Set([...code.matchAll(/\bTODO exercise (\d\d\.\d+)/g)].map(([, id]) => id!)),
    words: new Set(wordsIn(code)),
  };
}

const wordsIn = (text: string): string[] => text.match(/[\p{L}_$][\p{L}\p{N}_$]*/gu) ?? [];

/** What stands between the braces of `export { a, b as c }`. */
function exportLists(code: string): string[] {
  const lists: string[] = [];
  let open: number | undefined;
  for (const { 0: sign, index } of code.matchAll(/\bexport\s*\{|\}/g))
    if (sign === "}") {
      if (open !== undefined) lists.push(code.slice(open, index));
      open = undefined;
    } else open ??= index + sign.length;
  return lists;
}
