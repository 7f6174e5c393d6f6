/** Files that a reader saves and opens. */
import { make } from "./make.ts";

export function save(name: string, text: string, type: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  make("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

/** The text of a file that the reader chooses; nothing when they choose none. */
export function open(accept: string): Promise<{ readonly name: string; readonly text: string } | undefined> {
  return new Promise((done) => {
    const input = make("input", { type: "file", accept });
    input.addEventListener("cancel", () => done(undefined));
    input.addEventListener("change", async () => {
      const file = input.files?.[0];
      done(file && { name: file.name, text: await file.text() });
    });
    input.click();
  });
}
