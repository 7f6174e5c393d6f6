import { palette } from "./palette.js";

/** Eight colours for buckets; from the ninth bucket on they repeat, so figures always write the number too. */
export const bucketColours = [
  palette.blue,
  palette.orange,
  palette.green,
  palette.pink,
  palette.sky,
  palette.vermilion,
  palette.yellow,
  "#8a8f98",
] as const;

/** The colour of a bucket, as #rrggbb. */
export const bucketColour = (bucket: number): string => bucketColours[bucket % bucketColours.length]!;
