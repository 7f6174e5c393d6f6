/** `npm run tree`: draws docs/tree.svg from the imports. */
import { writeFileSync } from "node:fs";
import { commandLine } from "../start/command-line.mjs";
import { treePicture } from "./picture.ts";
import { readHouse } from "./rules.ts";

commandLine({
  name: "npm run tree",
  usage: "npm run tree   draw who imports whom, from the imports, in docs/tree.svg",
});
writeFileSync("docs/tree.svg", treePicture(readHouse()));
console.log("docs/tree.svg");
