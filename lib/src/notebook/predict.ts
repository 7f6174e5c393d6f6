import { escapeHtml } from "../ink/escape.js";
import { significant } from "../ink/format.js";
import { blockHtml, inlineHtml, plainText } from "../ink/markdown.js";
import { Rich } from "../ink/rich.js";
import { finite } from "../tensor/check.js";
import { predictScript } from "./generated/predict-script.js";

/** A question to answer before the cell below is run. */
export interface Question {
  /** In Markdown. */
  readonly question: string;
  /** A number, one of the choices, or a sentence. */
  readonly answer: number | string;
  /** Of a numeric answer, such as "GB". */
  readonly unit?: string;
  /** How far a numeric guess may be off and still count as right, as a fraction of the answer. Default 0.02. */
  readonly tolerance?: number;
  /** Answers to choose from; one of them is the answer. */
  readonly choices?: readonly string[];
  /** The reason, in Markdown, revealed with the answer. */
  readonly because?: string;
}

/**
 * A question to answer before running on. The reader's guess comes first; then the answer opens, with its
 * reason. Where scripts do not run, the answer waits in a fold instead.
 * @throws TypeError when the question or answer is missing; RangeError when no choice is the answer
 */
export function predict(spec: Question): Rich {
  const { question, answer, unit = "", tolerance = 0.02, choices, because } = check(spec);
  const said = `${typeof answer === "number" ? readable(answer) : answer}${unit ? ` ${unit}` : ""}`;
  const data = JSON.stringify({ answer, unit, tolerance, choices });
  const options = choices?.map((choice) => `<li>${inlineHtml(choice)}</li>`).join("") ?? "";
  const html =
    `<div data-lm-predict="${escapeHtml(data)}" data-lm-suppress-shortcuts="true" style="${card}">` +
    `<div><strong>Predict, then run.</strong> ${inlineHtml(question)}</div>` +
    (choices ? `<ul style="margin: 6px 0 0">${options}</ul>` : "") +
    `<details style="margin: 8px 0 0"><summary>Answer</summary>` +
    `<div style="margin: 4px 0"><strong>${inlineHtml(said)}</strong></div>` +
    (because ? blockHtml(because) : "") +
    `</details></div><script>${predictScript}</script>`;
  const text = [
    `Predict, then run: ${plainText(question)}`,
    ...(choices ? [`Choices: ${choices.map(plainText).join(" | ")}`] : []),
    `Answer: ${plainText(said)}${because ? `\nBecause: ${plainText(because)}` : ""}`,
  ].join("\n");
  return new Rich(html, text);
}

const card =
  "max-width: 640px; margin: 8px 0; padding: 10px 16px; border-left: 4px solid #0072B2; border-radius: 4px; background: rgba(0, 114, 178, 0.08)";

const readable = (answer: number) => significant(answer, Number.isInteger(answer) ? 15 : 6);

function check(spec: Question): Question {
  const { question, answer, tolerance, choices } = spec;
  if (typeof question !== "string" || question.trim() === "")
    throw new TypeError("predict: question is missing; ask something that the next cell answers");
  if (typeof answer === "number") finite("predict", "answer", answer, { sign: "any" });
  else if (typeof answer !== "string" || answer.trim() === "")
    throw new TypeError("predict: answer is missing; give a number, a choice or a sentence");
  if (tolerance !== undefined) finite("predict", "tolerance", tolerance, { sign: "not negative" });
  if (choices && !(typeof answer === "string" && choices.includes(answer)))
    throw new RangeError(`predict: the answer “${answer}” is not among the choices: ${choices.join(" | ")}`);
  return spec;
}
