import { escapeHtml } from "../ink/escape.js";
import { significant } from "../ink/format.js";
import { blockHtml, inlineHtml, plainText } from "../ink/markdown.js";
import { Rich } from "../ink/rich.js";
import { finite } from "../tensor/check.js";
import { predictScript } from "./generated/predict-script.js";
import { questions } from "./generated/questions.js";
import { seal, unseal } from "./seal.js";

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
  /** What to say to whom chose wrongly: a plain sentence for each choice but the answer. */
  readonly remarks?: Readonly<Record<string, string>>;
  /** The reason, in Markdown, revealed with the answer. */
  readonly because?: string;
}

/**
 * A question to answer before running on. The reader's guess comes first; then the answer opens, with its
 * reason, and so does what the cells below show, up to the next heading. Where scripts do not run, the answer waits in
 * a fold instead. The text for terminals has no answer.
 *
 * The course's notebooks say `predict("07.3")` only, so that nobody reads the answer in passing: their questions are kept in
 * this package, sealed. Their sources have them in full, and the build gives them their numbers.
 * @throws TypeError when the question or answer is missing; RangeError when no choice is the answer, a wrong choice has no
 *   remark, or no question has this number
 */
export function predict(spec: Question): Rich;
export function predict(id: string, spec?: Question): Rich;
export function predict(first: Question | string, second?: Question): Rich {
  if (typeof first !== "string") return box(check(first));
  return box({ ...(second ? check(second) : stored(first)), id: first });
}

/** A question and its number in the course. */
type Numbered = Question & { readonly id?: string };

function stored(id: string): Question {
  const sealed = Object.hasOwn(questions, id) ? questions[id] : undefined;
  if (sealed === undefined)
    throw new RangeError(
      `predict: there is no question ${id}; write the question itself, as in predict({ question, answer })`,
    );
  return unseal(sealed) as Question;
}

function box(spec: Numbered): Rich {
  const { question, answer, unit = "", choices, because } = spec;
  const said = `${typeof answer === "number" ? readable(answer) : answer}${unit ? ` ${unit}` : ""}`;
  const options = choices?.map((choice) => `<li>${inlineHtml(choice)}</li>`).join("") ?? "";
  const html =
    `<div data-lm-predict="${seal(spec)}" data-lm-suppress-shortcuts="true" style="${card}">` +
    `<div><strong>Predict, then run.</strong> ${inlineHtml(question)}</div>` +
    (choices ? `<ul style="margin: 6px 0 0">${options}</ul>` : "") +
    `<details style="margin: 8px 0 0"><summary>Answer</summary>` +
    `<div style="margin: 4px 0"><strong>${inlineHtml(said)}</strong></div>` +
    (because ? blockHtml(because) : "") +
    `</details></div><script>${predictScript}</script>`;
  const text = [
    `Predict, then run: ${plainText(question)}`,
    ...(choices ? [`Choices: ${choices.map(plainText).join(" | ")}`] : []),
  ].join("\n");
  return new Rich(html, text);
}

/**
 * How many of a notebook's questions the reader has predicted, and how well; it counts on while they answer.
 * @param notebook its number, such as "07"
 * @param count how many questions it has; default those that are kept here
 * @throws RangeError when the notebook has no questions
 */
export function tally(notebook: string, count = keptOf(notebook)): Rich {
  if (count === 0)
    throw new RangeError(`tally: notebook ${notebook} has no questions; give its number, as in tally("07")`);
  const ids = Array.from({ length: count }, (_, k) => `${notebook}.${k + 1}`);
  const text = `This notebook has ${count} questions to predict.`;
  return new Rich(
    `<div data-lm-tally="${escapeHtml(ids.join(" "))}" role="status" style="${card}">${text}</div><script>${predictScript}</script>`,
    text,
  );
}

const keptOf = (notebook: string): number =>
  Object.keys(questions).filter((id) => id.split(".")[0] === notebook).length;

const card =
  "max-width: 640px; margin: 8px 0; padding: 10px 16px; border-left: 4px solid #0072B2; border-radius: 4px; background: rgba(0, 114, 178, 0.08)";

const readable = (answer: number) => significant(answer, Number.isInteger(answer) ? 15 : 6);

function check(spec: Question): Question {
  const { question, answer, tolerance, choices, remarks = {} } = spec;
  if (typeof question !== "string" || question.trim() === "")
    throw new TypeError("predict: question is missing; ask something that the next cell answers");
  if (typeof answer === "number") finite("predict", "answer", answer, { sign: "any" });
  else if (typeof answer !== "string" || answer.trim() === "")
    throw new TypeError("predict: answer is missing; give a number, a choice or a sentence");
  if (tolerance !== undefined) finite("predict", "tolerance", tolerance, { sign: "not negative" });
  if (choices && !(typeof answer === "string" && choices.includes(answer)))
    throw new RangeError(`predict: the answer “${answer}” is not among the choices: ${choices.join(" | ")}`);
  for (const choice of choices ?? [])
    if (choice !== answer && !remarks[choice])
      throw new RangeError(
        `predict: remarks has nothing for the choice “${choice}”; say what is wrong with it`,
      );
  for (const choice of Object.keys(remarks))
    if (!choices?.includes(choice))
      throw new RangeError(`predict: remarks has “${choice}”, which is none of the choices`);
  return spec;
}
