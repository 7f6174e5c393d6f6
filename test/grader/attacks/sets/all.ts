/** All attacks. */

import { device } from "./families/device.js";
import { escaping } from "./families/escaping.js";
import { exhaustion } from "./families/exhaustion.js";
import { forging } from "./families/forging.js";
import { reading } from "./families/reading.js";
import { submission } from "./families/submission.js";
import { tampering } from "./families/tampering.js";
import { types } from "./families/types.js";
import type { Attack } from "./plan.js";

export const attacks: readonly Attack[] = [
  ...tampering,
  ...reading,
  ...forging,
  ...escaping,
  ...device,
  ...exhaustion,
  ...submission,
  ...types,
];
