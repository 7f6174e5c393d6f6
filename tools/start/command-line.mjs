// @ts-check
/** What a person typed after a command: `--help` answers, and what the command does not know is refused before it begins. */
import { parseArgs } from "node:util";

/**
 * Read the words after a command. `--help` prints the usage and ends with 0; a flag or a word that the command does
 * not know ends it with 2 and one sentence.
 * @template {import("node:util").ParseArgsConfig["options"] & {}} Options
 * @param {object} command
 * @param {string} command.name as a person types it: "npm run soak"
 * @param {string} command.usage what it does, and a line for each way to call it
 * @param {Options} [command.options] as `parseArgs` of node:util takes them
 * @param {boolean} [command.words] whether it takes words that are no flags
 * @param {string[]} [args]
 * @returns {ReturnType<typeof parseArgs<{ options: Options, allowPositionals: true }>>}
 */
export function commandLine({ name, usage, options, words = false }, args = process.argv.slice(2)) {
  const known = /** @type {any} */ ({ ...options, help: { type: "boolean", short: "h" } });
  try {
    const read = /** @type {{ values: { help?: boolean } }} */ (
      parseArgs({ args, options: known, allowPositionals: words })
    );
    if (!read.values.help) return /** @type {any} */ (read);
  } catch (error) {
    console.error(refusal(name, /** @type {NodeJS.ErrnoException} */ (error)));
    process.exit(2);
  }
  console.log(usage);
  process.exit(0);
}

/** @param {string} name @param {NodeJS.ErrnoException} error of parseArgs */
function refusal(name, { code, message }) {
  const what = /'(.+?)( <value>)?'/.exec(message)?.[1] ?? "";
  const wrong =
    code === "ERR_PARSE_ARGS_UNKNOWN_OPTION"
      ? `${name} has no flag ${what}`
      : code === "ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL"
        ? `${name} takes flags only, and "${what}" is none`
        : `${name}: ${what} ${message.includes("not take") ? "takes no value" : "needs a value"}`;
  return `${wrong}; ${name} ${name.startsWith("npm ") ? "-- " : ""}--help says what there is.`;
}
