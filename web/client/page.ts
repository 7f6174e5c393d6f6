/** What every page loads: little, and from it the rest when it is wanted. */
document.documentElement.classList.add("scripts");

if (document.querySelector(".cell, [data-figure]"))
  void import("./live.ts").then(({ live }) => live(document));
