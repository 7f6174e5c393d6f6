/** What TypeScript says, in the editor: errors underlined, names completed, signatures and docs under the pointer. */
import type { Completion, CompletionContext, CompletionResult } from "@codemirror/autocomplete";
import { typescriptLanguage } from "@codemirror/lang-javascript";
import { type Diagnostic, linter } from "@codemirror/lint";
import type { Extension } from "@codemirror/state";
import { hoverTooltip } from "@codemirror/view";
import { make } from "./make.ts";
import type { TypesOfCell } from "./types.ts";

/** ms without a key before types are asked for. */
const PAUSE = 400;

export function typesIn(types: TypesOfCell): Extension {
  const errors = linter(
    async (view): Promise<Diagnostic[]> => {
      const length = view.state.doc.length;
      const found = await types.errors();
      return found.map(({ from, to, message }) => ({
        from: Math.min(from, length),
        to: Math.min(to, length),
        severity: "error",
        message,
      }));
    },
    { delay: PAUSE },
  );
  const hover = hoverTooltip(async (_, at) => {
    const found = await types.hover(at);
    if (!found) return null;
    const dom = make("div", { class: "hover" }, make("code", {}, found.text));
    if (found.docs) dom.append(make("p", { class: "docs" }, found.docs));
    return { pos: found.from, end: found.to, above: true, create: () => ({ dom }) };
  });
  return [
    errors,
    hover,
    typescriptLanguage.data.of({ autocomplete: (context: CompletionContext) => complete(context, types) }),
  ];
}

async function complete(context: CompletionContext, types: TypesOfCell): Promise<CompletionResult | null> {
  const word = context.matchBefore(/[\w$]*/)!;
  const before = context.state.sliceDoc(Math.max(0, word.from - 1), word.from);
  if (word.from === word.to && !context.explicit && before !== "." && !/["'/]/.test(before)) return null;
  const names = await types.complete(context.pos);
  const options: Completion[] = names.map(({ name, kind }) => ({ label: name, type: kind }));
  return { from: word.from, options, validFor: /^[\w$]*$/ };
}
