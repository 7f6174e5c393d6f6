/** The runner's way into a realm: one call of a solution, texts in, one text out. */
import "./prelude.js";
import { type Driver, type HostCall, type Invoked, invoke } from "../../guest/index.js";

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
