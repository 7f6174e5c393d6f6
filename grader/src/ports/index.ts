export { type DeviceSetup, devicePort, type StoreEvent, type Traffic } from "./device.js";
export { type Calls, functionPort, rngPort } from "./functions.js";
export { isPort, type OpenPort, type Port } from "./port.js";
