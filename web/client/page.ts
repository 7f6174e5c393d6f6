/** What every page loads: little, and from it the rest when it is wanted. */
import { showWhereYouAre } from "./chapters.js";
import { keepForOffline, sayFailedImports } from "./offline.js";
import { keepScrollable } from "./scrollable.js";
import { offerSearch } from "./search-button.js";

document.documentElement.classList.add("scripts");
sayFailedImports();
showWhereYouAre();
offerSearch();
keepScrollable(document);
keepForOffline();
if (document.querySelector(".cell, [data-figure]"))
  void import("./live.js").then(({ live }) => live(document));
