import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { commandLine } from "../../tools/start/command-line.mjs";

const soak = {
  name: "npm run soak",
  usage: "npm run soak -- NAME   a long run",
  options: { count: { type: "string", default: "20" }, json: { type: "boolean" } },
} as const;

let said = "";
const hear = (text: unknown) => {
  said += text;
};

beforeEach(() => {
  said = "";
  vi.spyOn(console, "log").mockImplementation(hear);
  vi.spyOn(console, "error").mockImplementation(hear);
  vi.spyOn(process, "exit").mockImplementation((code) => {
    throw new Error(`ended with ${code}`);
  });
});
afterEach(() => {
  vi.restoreAllMocks();
});

it("commandLine(command, args) gives the flags' values and the words", () => {
  const { values, positionals } = commandLine({ ...soak, words: true }, ["kill", "--count=3", "--json"]);
  expect({ ...values }).toEqual({ count: "3", json: true });
  expect(positionals).toEqual(["kill"]);
  expect({ ...commandLine(soak, []).values }).toEqual({ count: "20" });
});

it.each([["--help"], ["-h"], ["--count", "3", "--help"]])(
  "commandLine(command, [%j …]) shows the usage",
  (...args) => {
    expect(() => commandLine(soak, args)).toThrow("ended with 0");
    expect(said).toBe(soak.usage);
  },
);

const help = "; npm run soak -- --help says what there is.";
it.each([
  [["--no-such-flag"], `npm run soak has no flag --no-such-flag${help}`],
  [["--help", "--no-such-flag=3"], `npm run soak has no flag --no-such-flag${help}`],
  [["-x"], `npm run soak has no flag -x${help}`],
  [["kill"], `npm run soak takes flags only, and "kill" is none${help}`],
  [["--count"], `npm run soak: --count needs a value${help}`],
  [["--count", "--json"], `npm run soak: --count needs a value${help}`],
  [["--json=3"], `npm run soak: --json takes no value${help}`],
])("commandLine(command, %j) refuses in one sentence", (args, sentence) => {
  expect(() => commandLine(soak, args)).toThrow("ended with 2");
  expect(said).toBe(sentence);
});
