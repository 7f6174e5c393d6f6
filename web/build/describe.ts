/** Title, description and preview of each page, from what the course knows of its chapters. */
import { type CourseStop, course } from "long-attention/facts";
import type { Card } from "./previews.ts";
import type { Read } from "./read.ts";

export interface Description {
  readonly title: string;
  readonly description: string;
  /** File of its preview on the site; an exercise set has its chapter's. */
  readonly preview: string;
}

const name = "Long Attention";
const about =
  "A course on how models read long contexts: notebooks that run in the page, and exercises that answer";

export const previewOf = (chapter: string): string => `previews/${chapter}.png`;

export function describe({ folder, name: chapter, title, notebook }: Read): Description {
  const preview = previewOf(chapter);
  const stop = course.find(({ file }) => file === chapter);
  if (!stop) return { title: `${name}: a course on long contexts`, description: `${about}.`, preview };
  if (folder === "notebooks")
    return {
      title: `${title} · ${name}`,
      description: `${stop.title}, in ${stop.minutes} minutes, every cell alive. The one picture to remember: ${stop.picture}.`,
      preview,
    };
  const count = notebook.cells.filter(({ id }) => /-check$/.test(id ?? "")).length;
  return {
    title: `${title} · ${name}`,
    description: `${count} exercises on ${stop.title}: write a function in the page, and read what a tutor would say.`,
    preview,
  };
}

/** What the preview of a chapter, or of the start page, says. */
export const cardOf = (stop: CourseStop | undefined): Card =>
  stop
    ? { number: stop.number, title: stop.title, words: stop.picture }
    : {
        number: "",
        title: "How models read long contexts",
        words: "A course whose every cell runs in the page",
      };
