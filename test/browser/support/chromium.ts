import { type Browser, chromium } from "playwright-core";
import { findChromium } from "../../../tools/start/chromium.mjs";

/** Where the browser is; the tests that need one are skipped, and counted as skipped, where there is none. */
export const chromiumPath = findChromium();

/** A headless browser that talks to nobody but the page under test. */
export const launch = (): Promise<Browser> =>
  chromium.launch({
    executablePath: chromiumPath!,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
