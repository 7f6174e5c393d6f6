/** Opens a port from its description, on the far side of a border. */
import { unpack } from "../call/wire.js";
import { type DeviceSetup, devicePort } from "./device.js";
import { rngPort } from "./functions.js";
import type { OpenPort } from "./port.js";

/** @throws TypeError for a description of no known port */
export function openCopy(copy: string): OpenPort {
  const { device, rng } = unpack(copy) as { device?: DeviceSetup; rng?: number };
  if (device) return devicePort(device).open();
  if (rng !== undefined) return rngPort(rng).open();
  throw new TypeError(`openCopy: ${copy.slice(0, 40)} describes no port`);
}
