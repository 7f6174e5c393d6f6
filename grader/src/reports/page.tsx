/** @jsxRuntime automatic @jsxImportSource preact */
/** The frame of a page that needs nothing but itself: no script, nothing from elsewhere. */
import { createHash } from "node:crypto";
import type { ComponentChildren } from "preact";
import { render } from "preact-render-to-string";
import { style } from "./style.js";

/** Only this very style sheet counts: what a text could smuggle in neither runs, nor loads, nor even colours. */
const policy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash("sha256").update(style).digest("base64")}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

interface Page {
  readonly title: string;
  readonly main: ComponentChildren;
  readonly footer: ComponentChildren;
}

/** A whole document. */
export const page = ({ title, main, footer }: Page): string =>
  `<!DOCTYPE html>\n${render(
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={policy} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <meta name="robots" content="noindex" />
        <title>{title}</title>
        <style dangerouslySetInnerHTML={{ __html: style }} />
      </head>
      <body>
        <main>{main}</main>
        <footer>{footer}</footer>
      </body>
    </html>,
  )}\n`;
