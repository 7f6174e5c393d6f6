/** The list of chapters: it opens at the page that is being read, and closes when a link in it was followed. */
export function showWhereYouAre(): void {
  const list = document.getElementById("chapters");
  if (!list) return;
  const show = () => {
    const current = list.querySelector<HTMLElement>("[aria-current]");
    if (current) list.scrollTop = current.offsetTop - list.clientHeight / 4;
  };
  show();
  list.addEventListener("toggle", show);
  list.addEventListener("click", ({ target }) => {
    if ((target as Element).closest("a") && list.matches(":popover-open")) list.hidePopover();
  });
}
