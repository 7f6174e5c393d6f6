/** Search over the course: a dialog, and an index that is made when it is first opened. */
import MiniSearch from "minisearch";

/** A section of a page, as the build lists them in search.json. */
interface Entry {
  readonly id: number;
  readonly address: string;
  /** Of the page. */
  readonly page: string;
  readonly title: string;
  readonly text: string;
  readonly code: string;
}

const MOST = 20;
let dialog: HTMLDialogElement | undefined;

/** Opens the dialog. @throws Error when the index cannot be had */
export async function openSearch(): Promise<void> {
  dialog ??= await makeDialog();
  dialog.showModal();
  dialog.querySelector("input")!.select();
}

async function makeDialog(): Promise<HTMLDialogElement> {
  const answer = await fetch("search.json");
  if (!answer.ok) throw new Error(`search.json: ${answer.status}`);
  const entries = (await answer.json()) as Entry[];
  const index = new MiniSearch<Entry>({
    fields: ["title", "page", "text", "code"],
    searchOptions: { boost: { title: 4, page: 2, text: 1.5 }, prefix: true, fuzzy: 0.15, combineWith: "AND" },
  });
  index.addAll(entries);
  const made = document.createElement("dialog");
  made.className = "search-box";
  made.setAttribute("aria-label", "Search the course");
  made.innerHTML = `<form method="dialog"><input type="search" aria-label="Search the course" placeholder="Search the course" autocomplete="off" spellcheck="false"><button type="submit">Close</button></form><p role="status"></p><ol></ol>`;
  const input = made.querySelector("input")!;
  const [status, list] = [made.querySelector("p")!, made.querySelector("ol")!];
  input.addEventListener("input", () => {
    const found = index.search(input.value);
    status.textContent = input.value.trim() === "" ? "" : counted(found.length);
    list.replaceChildren(...found.slice(0, MOST).map(({ id, terms }) => result(entries[id]!, terms)));
  });
  input.addEventListener("keydown", (event) => {
    const first = list.querySelector("a");
    if (event.key !== "Enter") return;
    event.preventDefault();
    first?.click();
  });
  // A link to this very page would leave the dialog standing over it; so would a click beside it.
  made.addEventListener("click", ({ target }) => {
    if (target === made || (target as Element).closest("a")) made.close();
  });
  document.body.append(made);
  return made;
}

const counted = (count: number): string =>
  count === 0
    ? "Nothing found."
    : `${count} ${count === 1 ? "section" : "sections"}${count > MOST ? `, the first ${MOST}:` : ":"}`;

function result({ address, page, title, text, code }: Entry, terms: readonly string[]): HTMLLIElement {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = address;
  const [strong, small, excerpt] = ["strong", "small", "span"].map((tag) => document.createElement(tag));
  strong!.textContent = title || page;
  small!.textContent = page;
  excerpt!.append(...around(text, terms, code));
  link.append(strong!, " ", small!, excerpt!);
  item.append(link);
  return item;
}

/** Some words of the text around the first term in it, the terms marked; of the code where the text has none. */
function around(text: string, terms: readonly string[], code: string): (string | HTMLElement)[] {
  const lower = text.toLowerCase();
  const at = Math.min(...terms.map((term) => lower.indexOf(term)).filter((k) => k >= 0));
  if (!Number.isFinite(at)) {
    const line = code.split("\n").find((one) => terms.some((term) => one.toLowerCase().includes(term)));
    return [line ?? text.slice(0, 140)];
  }
  const start = at < 50 ? 0 : text.indexOf(" ", at - 50) + 1;
  const piece = text.slice(start, start + 160);
  const pattern = new RegExp(
    `(${terms.map((term) => term.replace(/[^\p{L}\p{N}]/gu, "\\$&")).join("|")})`,
    "giu",
  );
  const parts = piece.split(pattern).map((part, k) => {
    if (k % 2 === 0) return part;
    const mark = document.createElement("mark");
    mark.textContent = part;
    return mark;
  });
  return [start > 0 ? "… " : "", ...parts, start + 160 < text.length ? " …" : ""];
}
