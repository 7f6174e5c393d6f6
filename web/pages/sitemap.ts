/** For machines that look for pages: addresses of all of them, and that they may be read. */
import { escapeHtml } from "long-attention/ink";

/** @param url where the site stands */
export function sitemap(url: string, files: readonly string[]): string {
  const entries = files.map(
    (file) => `<url><loc>${escapeHtml(url + (file === "index.html" ? "" : file))}</loc></url>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${entries.join("\n")}\n</urlset>\n`;
}

export const robots = (url: string): string => `User-agent: *\nAllow: /\nSitemap: ${url}sitemap.xml\n`;
