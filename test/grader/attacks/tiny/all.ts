import type { Attack, Family } from "./attack.js";
import { evading } from "./evading.js";
import { exhausting } from "./exhausting.js";
import { forging } from "./forging.js";
import { handingIn } from "./handing-in.js";
import { reading } from "./reading.js";
import { running } from "./running.js";
import { tampering } from "./tampering.js";

export const families: readonly Family[] = [
  tampering,
  reading,
  forging,
  evading,
  exhausting,
  handingIn,
  running,
];

export const attacks: readonly (Attack & { readonly family: string })[] = families.flatMap(
  ({ family, attacks }) => attacks.map((attack) => ({ ...attack, family })),
);
