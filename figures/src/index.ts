export { explorables } from "./explorables.js";
export { type Figure, figure } from "./figure.js";
