import type { Tier } from "./types.js";

/** Who could use a context length: tiers seen from the reader's side. */
export type Audience = "everybody" | "by invitation" | "the vendor alone" | "a catalogue";

const audiences: Readonly<Record<Tier, Audience>> = {
  standard: "everybody",
  ga: "everybody",
  open: "everybody",
  limited: "by invitation",
  preview: "by invitation",
  research: "the vendor alone",
  catalogue: "a catalogue",
};

/** For whom a claim of this tier holds; a catalogue says that a limit exists, not for whom. */
export const audience = (tier: Tier): Audience => audiences[tier];
