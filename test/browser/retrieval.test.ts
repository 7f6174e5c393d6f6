import { figure } from "@long-attention/figures";
import { passages, questions, ragMarginal, retrieve } from "long-attention/memory-systems";
import { percent } from "long-attention/notebook";
import { matrix } from "long-attention/tensor";
import { it } from "vitest";
import { describeFigure } from "./page.ts";

const index = matrix(passages.map(({ at }) => [...at]));
/** The figure's sentence about the answer, from the library's own numbers. */
const answered = (question: number, k: number, [x, y] = questions[question]!.at, temperature = 1) => {
  const query = [x / temperature, y / temperature]; // scores divided by the temperature
  const found = retrieve(query, index, k);
  const pz = found.map(({ probability }) => probability);
  const said = found.map(({ document }) => questions[question]!.py[document]!);
  const [sequence, token] = (["sequence", "token"] as const).map((mode) => ragMarginal(pz, said, mode));
  return `gets ${percent(sequence!, 1)} from RAG-Sequence and ${percent(token!, 1)} from RAG-Token.`;
};

describeFigure("retrieval", { props: { question: 2, k: 3 }, shows: "How long does bread bake?" }, (at) => {
  it("asks another question, reads more passages and warms, by menu and by the sliders' keys", async () => {
    const page = await at.open(figure("retrieval").html);
    await at.shows(answered(0, 2));
    await page.getByRole("slider", { name: "passages read" }).press("ArrowRight");
    await at.shows(answered(0, 3));
    await page.getByLabel("question").selectOption({ label: "Where do rovers drive?" });
    await at.shows(answered(1, 3));
    await page.getByRole("slider", { name: "temperature" }).press("Home");
    await at.shows(answered(1, 3, questions[1]!.at, 0.0625));
  });

  it("moves the query through the plane, by dragging and by the sliders' keys", async () => {
    const page = await at.open(figure("retrieval").html);
    const plane = (await page.locator(".drag.both").boundingBox())!;
    const px = (v: number) => (v + 0.04) / 1.1;
    await page.mouse.move(plane.x + px(0.5) * plane.width, plane.y + (1 - px(0.5)) * plane.height);
    await page.mouse.down();
    await page.mouse.move(plane.x + px(0.125) * plane.width, plane.y + (1 - px(1)) * plane.height, {
      steps: 4,
    });
    await page.mouse.up();
    await at.shows("stands at (0.13, 1.00)");
    await at.shows(answered(0, 2, [0.125, 1]));
    await page.getByRole("slider", { name: "about food" }).press("ArrowLeft");
    await at.shows(answered(0, 2, [0.125, 0.9375]));
    await page.getByRole("slider", { name: "about space" }).press("End");
    await at.shows(answered(0, 2, [1, 0.9375]));
  });
});
