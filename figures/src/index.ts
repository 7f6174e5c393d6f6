export { explorables } from "./explorables.js";
export { type Figure, figure } from "./figure.js";
export { microscope } from "./microscope.js";
export { mountFigures } from "./mount-figures.js";
