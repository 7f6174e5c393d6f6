import { type Look, look } from "./looks.js";
import { muted } from "./palette.js";

/** How an audience is drawn: a colour and a shape, so that either is enough. */
export interface AudienceLook extends Look {
  /** A path round the origin. */
  readonly shape: string;
  readonly says: string;
}

/** Every audience of a claim about context lengths, the widest first. */
export const audienceLooks = {
  everybody: { ...look.blue, shape: "M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0", says: "everybody" },
  "by invitation": {
    ...look.vermilion,
    symbol: "triangle",
    shape: "M0 -5L5 4H-5Z",
    says: "by invitation, or preview",
  },
  "the vendor alone": { ...look.pink, shape: "M0 -6L5 0L0 6L-5 0Z", says: "the vendor's own tests" },
  "a catalogue": {
    ...look.ink,
    colour: muted,
    text: muted,
    symbol: "square",
    shape: "M-4 -4H4V4H-4Z",
    says: "a catalogue's limit",
  },
} as const satisfies Readonly<Record<string, AudienceLook>>;

/** In that order. */
export const audiences = Object.keys(audienceLooks) as (keyof typeof audienceLooks)[];
