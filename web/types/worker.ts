/// <reference lib="webworker" />
/** Answers what the editor asks of types, in a worker of its own. */
import { declarations } from "virtual:declarations";
import type { FromTypes, ToTypes } from "../client/types-messages.ts";
import { Service } from "./service.ts";

const service = new Service(declarations);

addEventListener("message", ({ data: { id, cells, cell, question } }: MessageEvent<ToTypes>) => {
  const message: FromTypes = { id, answer: service.answer(cells, cell, question) };
  postMessage(message);
});
