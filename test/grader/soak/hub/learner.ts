/** A user of the hub in a browser of their own. */
import type { Browser, Page } from "playwright-core";
import { type Notebook, openNotebook, runAll } from "../../../browser/support/jupyterlab.js";
import { PASSWORD } from "./server.js";

interface Output {
  readonly output_type: string;
  readonly name?: string;
  readonly ename?: string;
  readonly evalue?: string;
  readonly text?: string | string[];
  readonly data?: Readonly<Record<string, string | string[]>>;
}

/** What of JupyterLab's application is written to. */
interface Lab {
  shell: {
    currentWidget: { content: { model: { sharedModel: { cells: readonly Cell[] } } } };
  };
}
interface Cell {
  getSource(): string;
  setSource(source: string): void;
}

export class Learner {
  private constructor(
    readonly name: string,
    readonly page: Page,
    readonly server: URL,
  ) {}

  /** Logs in, and waits until JupyterLab has opened its first page, which begins so. */
  static async logIn(browser: Browser, hub: URL, name: string, heading: string): Promise<Learner> {
    const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
    await page.goto(new URL("hub/login", hub).href);
    await page.fill("#username_input", name);
    await page.fill("#password_input", PASSWORD);
    await page.click("#login_submit");
    await page.waitForURL(`**/user/${name}/lab/**`, { timeout: 180_000 });
    const first = page.locator(".jp-MainAreaWidget", { hasText: heading }).first();
    await first.waitFor({ timeout: 180_000 });
    return new Learner(name, page, new URL(`user/${name}/lab`, hub));
  }

  open(notebook: string): Promise<void> {
    return openNotebook(this.page, this.server, notebook);
  }

  /** Writes an answer in the place of a stub. */
  async write(stub: string, answer: string): Promise<void> {
    await this.page.evaluate(
      ([stub, answer]) => {
        const { jupyterapp } = window as unknown as { jupyterapp: Lab };
        const { cells } = jupyterapp.shell.currentWidget.content.model.sharedModel;
        const cell = cells.find((one) => one.getSource().includes(stub));
        if (!cell) throw new Error(`no cell holds ${stub}`);
        cell.setSource(answer);
      },
      [stub, answer] as const,
    );
  }

  /** Runs all cells. @returns each code cell's source and what it showed, as plain text */
  async run(): Promise<{ source: string; text: string; broken: boolean }[]> {
    const { cells } = await runAll(this.page);
    return cells
      .filter(({ cell_type }) => cell_type === "code")
      .map(({ source, outputs = [] }: Notebook["cells"][number]) => ({
        source,
        text: (outputs as Output[]).map(textOf).join("\n"),
        broken: outputs.some(({ output_type, name }) => output_type === "error" || name === "stderr"),
      }));
  }

  /** How the server answers when they ask for another user's page. */
  async statusAt(path: string): Promise<number> {
    const page = await this.page.context().newPage();
    try {
      return (await page.goto(new URL(path, this.server).href))?.status() ?? 0;
    } finally {
      await page.close();
    }
  }
}

const joined = (text: string | readonly string[] = "") => (typeof text === "string" ? text : text.join(""));

const textOf = ({ text, data, ename, evalue }: Output) =>
  joined(text ?? data?.["text/plain"]) || (ename ? `${ename}: ${evalue}` : "");
