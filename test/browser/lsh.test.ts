import { figure } from "@long-attention/figures";
import { anyRound, collisionProbability } from "long-attention/lsh";
import { fixed } from "long-attention/notebook";
import { expect, it } from "vitest";
import { describeFigure } from "./page.ts";

const degrees = (angle: number) => (angle * Math.PI) / 180;

describeFigure("lsh", { props: {}, shows: "In round 1, vectors 3 and 7 are only 16° apart" }, (at) => {
  it("turns a vector with the arrow keys and shows the library's probability", async () => {
    const page = await at.open(figure("lsh", { b: 4, rounds: 2 }).html);
    await page.getByLabel("turn vector 3").focus();
    for (let k = 0; k < 4; k++) await page.keyboard.press("ArrowLeft");
    await at.shows("θ = 20°");
    const P = collisionProbability(degrees(20), 4);
    await at.shows(fixed(P, 3));
    await at.shows(fixed(anyRound(P, 2), 3));
    await page.getByRole("button", { name: "New rotations" }).focus();
    await page.keyboard.press("ArrowLeft");
    await at.shows("θ = 23°");
  });

  it("chooses another vector with ↑, by a menu, and swaps the two when both would be one", async () => {
    const page = await at.open(figure("lsh").html);
    await page.getByLabel("turn vector 3").focus();
    await page.keyboard.press("ArrowUp");
    await at.shows("vectors 4 and 7");
    await page.getByRole("combobox", { name: /^vector/ }).selectOption("7");
    await at.shows("vectors 7 and 4");
  });

  it("drags a vector to where the pointer goes", async () => {
    const page = await at.open(figure("lsh").html);
    const box = (await page.locator("circle.grab").boundingBox())!;
    const [cx, cy] = [box.x + box.width / 2, box.y + box.height / 2];
    const to = (angle: number) =>
      page.mouse.move(
        cx + 0.4 * box.width * Math.cos(degrees(angle)),
        cy - 0.4 * box.width * Math.sin(degrees(angle)),
      );
    await to(250);
    await page.mouse.down();
    await to(270);
    await to(300);
    await page.mouse.up();
    await at.shows("turn vector 6");
    const value = Number(await page.getByLabel("turn vector 6").inputValue());
    expect(Math.abs(value - 300)).toBeLessThanOrEqual(2);
  });

  it("parts a pair and joins it again by turning R alone", async () => {
    const page = await at.open(figure("lsh").html);
    await at.shows("a border runs between them");
    await page.getByLabel("turn R of round 1").fill("40");
    await at.shows("and share bucket");
  });

  it("adds rounds, shows one by a click, changes buckets and chunks, draws new rotations", async () => {
    const page = await at.open(figure("lsh", { rounds: 1 }).html);
    await at.shows("1 round, by position");
    await page.getByRole("combobox", { name: /^rounds/ }).selectOption("6");
    await at.shows("6 rounds, by position");
    await page.locator(".pick").nth(4).click();
    await at.shows("round 5, by bucket");
    await page.getByLabel("buckets b").selectOption("2");
    await at.shows("2 of 2 buckets in it");
    expect(await page.getByLabel("chunk m").inputValue()).toBe("12");
    await page.getByLabel("chunk m").selectOption("3");
    const before = await page.locator(".say").innerText();
    await page.getByRole("button", { name: "New rotations" }).click();
    await page.waitForFunction(
      (old) =>
        document.querySelector("[data-figure]")!.shadowRoot!.querySelector(".say")!.textContent !== old,
      before,
    );
  });

  it("clamps what is out of range and says so", async () => {
    await at.open(figure("lsh", { rounds: 0, x: 99 }).html);
    await at.shows("rounds: 0 is out of range, showing 1.");
    await at.shows("x: 99 is out of range, showing 11.");
  });
});
