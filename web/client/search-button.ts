import { notice } from "./notice.js";

/** Puts the way to the search into the page's head: a button, and the key / where nobody is writing. */
export function offerSearch(): void {
  const place = document.querySelector(".search");
  if (!place) return;
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Search";
  button.setAttribute("aria-keyshortcuts", "/");
  const open = async () => {
    try {
      await (await import("./search.js")).openSearch();
    } catch {
      notice("The search could not be loaded.", "Try again", () => void open());
    }
  };
  button.addEventListener("click", () => void open());
  document.addEventListener("keydown", (event) => {
    const target = event.target as HTMLElement;
    const writes = target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
    if (
      event.key !== "/" ||
      writes ||
      event.ctrlKey ||
      event.metaKey ||
      event.altKey ||
      event.defaultPrevented
    )
      return;
    event.preventDefault();
    void open();
  });
  place.append(button);
}
