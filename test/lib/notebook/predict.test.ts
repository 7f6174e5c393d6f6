import { parseHTML } from "linkedom";
import { predict, type Question, tally } from "long-attention/notebook";
import { beforeEach, describe, expect, test, vi } from "vitest";

const accesses: Question = {
  question: "How many accesses?",
  answer: 57344,
  unit: "accesses",
  because: "`reads + writes`",
};
const choice: Question = {
  question: "Does B_r matter?",
  answer: "no",
  choices: ["yes", "no"],
  remarks: { yes: "Only the number of passes counts." },
};

/** What a browser keeps between two visits. */
const kept = new Map<string, string>();
beforeEach(() => {
  kept.clear();
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => void kept.set(key, text),
  });
});

/** The output in a page, with its scripts run as often as it was shown. */
const page = (...questions: Question[]) => pageOf(...questions.map((q) => predict(q).html));

function pageOf(...html: string[]) {
  const { document, Event } = parseHTML(`<html><head></head><body>${html.join("")}</body></html>`);
  const looks: (() => void)[] = [];
  class MutationObserver {
    constructor(look: () => void) {
      looks.push(look);
    }
    observe() {}
  }
  const now = (draw: () => void) => draw();
  for (const script of document.querySelectorAll("script"))
    new Function("document", "Event", "MutationObserver", "requestAnimationFrame", script.textContent!)(
      document,
      Event,
      MutationObserver,
      now,
    );
  const look = () => looks.forEach((again) => again());
  return { document, Event, look, boxes: [...document.querySelectorAll("[data-lm-predict]")] };
}

function guess(spec: Question, said: string): string {
  const { Event, boxes } = page(spec);
  answerIn(boxes[0]!, Event, said);
  return boxes[0]!.querySelector("[role=status]")!.textContent!;
}

function answerIn(box: Element, Event: typeof globalThis.Event, said: string) {
  const input = box.querySelector("input")!;
  if (input.getAttribute("type") === "radio") {
    for (const radio of box.querySelectorAll("input"))
      radio.checked = radio.parentNode!.textContent!.trim() === said;
  } else input.value = said;
  box.querySelector("form")!.dispatchEvent(new Event("submit", { cancelable: true }));
}

describe("without scripts", () => {
  const { html, text } = predict(accesses);

  test("predict folds the answer and its reason", () => {
    expect(html.split("<details")[0]).not.toMatch(/57344|57,344|reads/);
    expect(html).toMatch(
      /<details[^>]*><summary>Answer<\/summary>.*57,344 accesses.*<code>reads \+ writes<\/code>.*<\/details>/,
    );
    expect(html.replace(/<script>.*<\/script>/s, "")).not.toMatch(/<(form|input|button)| id=/);
  });

  test("predict as text has the question and no answer", () => {
    expect(text).toBe("Predict, then run: How many accesses?");
    expect(predict(choice).text).toBe("Predict, then run: Does B_r matter?\nChoices: yes | no");
  });

  test("predict keeps JupyterLab's shortcuts away from what is typed", () => {
    expect(html).toContain('data-lm-suppress-shortcuts="true"');
  });
});

describe("with scripts", () => {
  test("predict hides the answer until there is a guess, then opens it and keeps the guess", () => {
    const { boxes, Event } = page(accesses);
    const fold = boxes[0]!.querySelector("details")!;
    expect(fold.style.display).toBe("none");
    answerIn(boxes[0]!, Event, "");
    expect(fold.hasAttribute("open")).toBe(false);
    answerIn(boxes[0]!, Event, "57344");
    expect(fold.style.display).toBe("");
    expect(fold.hasAttribute("open")).toBe(true);
    expect(boxes[0]!.querySelector("[role=status]")!.textContent).toBe("You said 57344 accesses. Right.");
    expect(boxes[0]!.querySelector("form")!.hasAttribute("hidden")).toBe(true);
  });

  test("predict judges a numeric guess by its distance", () => {
    expect(guess(accesses, "57,000")).toContain("Right.");
    expect(guess(accesses, "60 000")).toContain("Very close.");
    expect(guess(accesses, "~20000 accesses")).toContain("Too small by a factor of 2.9.");
    expect(guess(accesses, "1e6")).toContain("Too large by a factor of 17.");
    expect(guess(accesses, "−5")).toContain("Not quite.");
    expect(guess(accesses, "many")).toBe("Please write a number.");
    expect(guess({ ...accesses, tolerance: 0 }, "57343")).toContain("Very close.");
    expect(guess({ question: "Weight?", answer: 0 }, "0")).toContain("Right.");
    expect(guess({ question: "Weight?", answer: 0 }, "1")).toContain("Not quite.");
    expect(guess({ question: "Slope?", answer: -2 }, "−2.0")).toContain("Right.");
  });

  test("predict reads a fraction, a percentage and a decimal comma", () => {
    const eighth: Question = { question: "How likely?", answer: 0.125 };
    for (const said of ["1/8", "12.5 %", "0,125", ".125"]) expect(guess(eighth, said)).toContain("Right.");
    expect(guess({ ...accesses, answer: 1024.5 }, "1,024.5")).toContain("Right.");
    expect(guess({ question: "Share?", answer: 12.5, unit: "%" }, "12,5 %")).toContain("Right.");
  });

  test("predict takes Enter in the box for the button, since JupyterLab keeps Enter for itself", () => {
    const { boxes, Event } = page(accesses);
    const form = boxes[0]!.querySelector("form")!;
    let sent = 0;
    form.requestSubmit = () => {
      sent += 1;
    };
    const press = (key: string, on: Element) =>
      on.dispatchEvent(Object.assign(new Event("keydown", { bubbles: true, cancelable: true }), { key }));
    press("5", form.querySelector("input")!);
    press("Enter", form.querySelector("button")!); // the button does it itself
    expect(sent).toBe(0);
    press("Enter", form.querySelector("input")!);
    expect(sent).toBe(1);
  });

  test("predict with choices offers each once", () => {
    expect(guess(choice, "no")).toBe("You said no. Right.");
    expect(guess(choice, "yes")).toBe("You said yes. Not quite. Only the number of passes counts.");
    expect(guess(choice, "neither")).toBe("First a guess, then the answer.");
  });

  test("predict with a sentence for an answer lets the reader compare", () => {
    expect(guess({ question: "Why?", answer: "Because K is read once." }, "traffic")).toBe(
      "You said traffic. Compare with the answer.",
    );
  });

  test("predict keeps JupyterLab's shortcuts away from every element that takes the focus", () => {
    for (const box of page(accesses, choice).boxes)
      for (const element of box.querySelectorAll("input, button, summary"))
        expect(element.getAttribute("data-lm-suppress-shortcuts")).toBe("true");
  });

  test("predict hands the focus to JupyterLab's next cell once it is answered", () => {
    const { document, boxes, Event } = page(accesses);
    const [cell, next] = ["div", "div"].map((name) => document.createElement(name));
    cell!.className = "jp-Cell";
    cell!.append(boxes[0]!);
    document.body.append(cell!, next!);
    let focused = 0;
    next!.focus = () => {
      focused += 1;
    };
    answerIn(boxes[0]!, Event, "");
    expect(focused).toBe(0);
    answerIn(boxes[0]!, Event, "57344");
    expect(focused).toBe(1);
  });

  test("predict twice on a page: each has one form, and a run again changes nothing", () => {
    const { document, boxes } = page(accesses, choice);
    for (const script of document.querySelectorAll("script"))
      new Function("document", script.textContent!)(document);
    expect(boxes.map((box) => box.querySelectorAll("form").length)).toEqual([1, 1]);
  });
});

describe("a question with a number", () => {
  const numbered = () => predict("99.1", choice).html;

  test("predict keeps a guess over a reload, and asks a changed question again", () => {
    const first = pageOf(numbered());
    answerIn(first.boxes[0]!, first.Event, "yes");
    const [again] = pageOf(numbered()).boxes;
    expect(again!.querySelector("[role=status]")!.textContent).toContain("You said yes. Not quite.");
    expect(again!.hasAttribute("data-lm-open")).toBe(false);
    const [other] = pageOf(predict("99.1", { ...choice, question: "And B_c?" }).html).boxes;
    expect(other!.hasAttribute("data-lm-open")).toBe(true);
  });

  test("predict shows the answer without a guess when asked to, and says so", () => {
    const { boxes, Event } = pageOf(numbered());
    boxes[0]!.querySelector("button[type=button]")!.dispatchEvent(new Event("click"));
    expect(boxes[0]!.querySelector("details")!.hasAttribute("open")).toBe(true);
    expect(boxes[0]!.querySelector("[role=status]")!.textContent).toBe("Shown without a guess.");
  });

  test("tally counts the guesses of a notebook as they come, and starts over", () => {
    const { document, boxes, Event } = pageOf(
      numbered(),
      predict("99.2", accesses).html,
      tally("99", 3).html,
    );
    const words = () => document.querySelector("[data-lm-tally] span")!.textContent;
    expect(words()).toBe("You predicted 0 of 3 here, 0 of them right. Still open: 99.1, 99.2, 99.3.");
    answerIn(boxes[0]!, Event, "yes");
    answerIn(boxes[1]!, Event, "57344");
    expect(words()).toBe("You predicted 2 of 3 here, 1 of them right. Still open: 99.3.");
    document.querySelector("[data-lm-tally] button")!.dispatchEvent(new Event("click"));
    expect(words()).toContain("You predicted 0 of 3 here");
    expect(boxes.map((box) => box.hasAttribute("data-lm-open"))).toEqual([true, true]);
  });

  test("predict(id) shows a question of the course; tally(notebook) counts its questions", () => {
    expect(predict("07.1").text).toContain("Predict, then run: A part sees nothing");
    expect(predict("07.1").html).toContain("data-lm-predict=");
    expect(tally("07").text).toMatch(/^This notebook has [3-9] questions to predict\.$/);
    expect(() => predict("77.1")).toThrow("predict: there is no question 77.1; write the question itself");
    expect(() => predict("constructor")).toThrow("predict: there is no question constructor");
    expect(() => tally("77")).toThrow("tally: notebook 77 has no questions; give its number");
  });
});

test("an open question covers the outputs below it and what is said of them, up to the next heading", () => {
  const cell = (kind: "Code" | "Markdown", inside: string) =>
    `<div class="jp-Cell jp-${kind}Cell">${inside}</div>`;
  const text = (html: string) => cell("Markdown", `<div class="jp-RenderedMarkdown">${html}</div>`);
  const { document, boxes, Event, look } = pageOf(
    text("<h2>1</h2>"),
    cell("Code", predict("99.1", choice).html),
    text("<p>set-up</p>"),
    cell("Code", "<p>output</p>"),
    text("<p>what it means</p>"),
    text("<h2>2</h2>"),
    cell("Code", "<p>other</p>"),
  );
  const covered = () =>
    [...document.querySelectorAll(".jp-Cell")].flatMap((one, k) =>
      one.hasAttribute("data-lm-covered") ? [k] : [],
    );
  expect(covered()).toEqual([3, 4]);
  answerIn(boxes[0]!, Event, "no");
  look();
  expect(covered()).toEqual([]);
});

test("predict shows raw HTML as text and cannot be broken out of", () => {
  const evil = `"><script>alert(1)</script>`;
  const { html } = predict({
    question: evil,
    answer: evil,
    choices: [evil, "'"],
    remarks: { "'": evil },
    because: evil,
  });
  expect(html.match(/<script>/g)).toHaveLength(1);
  expect(page({ question: evil, answer: evil }).boxes).toHaveLength(1);
});

test("predict without a question or an answer, or with an answer that is no choice, is refused", () => {
  expect(() => predict({ question: "", answer: 1 })).toThrow("predict: question is missing");
  expect(() => predict({ question: "?", answer: Number.NaN })).toThrow(
    "predict: answer must be a finite number, not NaN",
  );
  expect(() => predict({ question: "?", answer: "" })).toThrow("predict: answer is missing");
  expect(() => predict({ ...choice, answer: "maybe" })).toThrow(
    "predict: the answer “maybe” is not among the choices: yes | no",
  );
  expect(() => predict({ ...choice, remarks: {} })).toThrow(
    "predict: remarks has nothing for the choice “yes”; say what is wrong with it",
  );
  expect(() => predict({ ...choice, remarks: { yes: "x", maybe: "y" } })).toThrow(
    "predict: remarks has “maybe”, which is none of the choices",
  );
  expect(() => predict({ ...accesses, tolerance: -1 })).toThrow(
    "predict: tolerance must be a finite, not negative number",
  );
});
