/** Where an error comes from: the learner's own line, in a cell or in a TypeScript file. */
import { type Stopped, stoppedBy } from "../engine/stopped.js";
import { inFile } from "./in-file.js";
import { kernelMaps } from "./kernel-maps.js";
import { type Place, placed } from "./placed.js";

/** An error of the learner's in one sentence, with the line it comes from. */
export function toldWithPlace(error: unknown): Stopped {
  const told = stoppedBy(error);
  const place = told.stop === "exception" ? placeOf(error) : undefined;
  if (!place) return told;
  const { name, line, source } = place;
  return { ...told, line, place: { name, ...(source === undefined ? {} : { source }) } };
}

/** The innermost frame of an error's stack that the learner wrote. */
export function placeOf(error: unknown): Place | undefined {
  if (!(error instanceof Error)) return undefined;
  for (const frame of String(error.stack).split("\n")) {
    const match = /^(?:\s+at (?:.*? \()?|.*@)(.+?):(\d+):(\d+)\)?$/.exec(frame); // V8's form, and that of the others
    if (!match) continue;
    const [url, line, column] = [match[1]!, Number(match[2]), Number(match[3])];
    const place = inCell(url, line, column) ?? inFile(url, line, column);
    if (place) return place;
  }
  return undefined;
}

/** In a cell of a notebook; nothing in a kernel that leaves no way back. */
function inCell(url: string, line: number, column: number): Place | undefined {
  const found = kernelMaps()?.inCell(url, { line, column });
  return found?.at && placed(`cell [${found.cell.count}]`, found.at.line, found.cell.code);
}
