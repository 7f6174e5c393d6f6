/** The runner's ways into a realm: one call of a solution, texts in, one text out. */
import "./prelude.js";
import { type Driver, type HostCall, type Invoked, invoke } from "../../call/index.js";

export { tick } from "./timers.js";

const { parse, stringify } = JSON;

/**
 * @param args the packed arguments as a JSON list of texts
 * @returns [value, awaited, then the packed arguments that changed by index], as JSON texts; or a promise of it
 */
export function call(
  solution: unknown,
  driver: Driver,
  args: string,
  host: HostCall,
): string | Promise<string> {
  const packed = parse(args) as string[];
  const said = ({ value, after, awaited }: Invoked): string => {
    let text = `[${stringify(value)},${awaited}`;
    for (let i = 0; i < packed.length; i++)
      text += `,${after[i] === undefined ? "null" : stringify(after[i])}`;
    return `${text}]`;
  };
  const invoked = invoke(solution, driver, packed, host);
  return invoked instanceof Promise ? invoked.then(said) : said(invoked);
}

/** Where `start` leaves what came: texts only. */
export interface Box {
  text?: string;
  error?: string;
}

/**
 * The same for an engine whose own promises must not meet the solution's: the runner looks into the box until
 * something lies in it. In the sandbox there are no ports here.
 */
export async function start(
  box: Box,
  solution: unknown,
  driver: Driver,
  args: string,
  host: HostCall = () => "!there is no such port",
): Promise<void> {
  try {
    box.text = await call(solution, driver, args, host);
  } catch (error) {
    box.error = described(error);
  }
}

/** A JSON list of name, message and stack. Reading them may run the solution's getters. */
export function described(error: unknown): string {
  try {
    if (!(error instanceof Error)) return `["",${stringify(`threw ${String(error)}`)},""]`;
    return `[${stringify(String(error.name))},${stringify(String(error.message))},${stringify(String(error.stack))}]`;
  } catch {
    return '["Error","an error that cannot be read",""]';
  }
}
