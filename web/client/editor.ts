/** CodeMirror in the place of the still code, with the same colours. Loaded when somebody edits. */
import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  closeCompletion,
  completionKeymap,
  completionStatus,
} from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { typescriptLanguage } from "@codemirror/lang-javascript";
import { bracketMatching, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { forceLinting, lintKeymap } from "@codemirror/lint";
import { Compartment, EditorState } from "@codemirror/state";
import { drawSelection, EditorView, keymap } from "@codemirror/view";
import { classHighlighter } from "@lezer/highlight";
import { make } from "./make.ts";
import type { TypesOfCell } from "./types.ts";
import { typesIn } from "./types-in-editor.ts";

export interface Editor {
  focus(): void;
  /** Writes over the code, as if it were typed. */
  set(code: string): void;
}

export interface EditorOptions {
  /** What a screen reader calls it; it says how to leave. */
  readonly label: string;
  run(): void;
  leave(): void;
  changed(code: string): void;
  /** Nothing where types are not wanted. */
  readonly types: Promise<TypesOfCell | undefined>;
}

/** A key that is ours alone; a list of names that is open, or on its way, goes. */
const done = (act: () => void) => (view: EditorView) => {
  closeCompletion(view);
  act();
  return true;
};

/** Tab indents; Escape leaves (WCAG 2.1.2). */
export function openEditor(place: HTMLElement, doc: string, options: EditorOptions): Editor {
  const { label, run, leave, changed, types } = options;
  const box = make("div", { class: "editor" });
  place.hidden = true;
  place.after(box);
  const typed = new Compartment();
  const view = new EditorView({
    parent: box,
    state: EditorState.create({
      doc,
      extensions: [
        keymap.of([
          { key: "Shift-Enter", run: done(run) },
          { key: "Mod-Enter", run: done(run) },
          // A list of names is closed first.
          { key: "Escape", run: (view) => completionStatus(view.state) !== "active" && done(leave)(view) },
          ...completionKeymap,
        ]),
        history(),
        drawSelection(),
        indentOnInput(),
        indentUnit.of("  "),
        bracketMatching(),
        closeBrackets(),
        autocompletion({ icons: false }),
        typescriptLanguage,
        syntaxHighlighting(classHighlighter),
        keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, ...lintKeymap, indentWithTab]),
        EditorView.contentAttributes.of({ "aria-label": label }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) changed(update.state.doc.toString());
        }),
        typed.of([]),
      ],
    }),
  });
  void types.then((found) => {
    if (!found) return;
    view.dispatch({ effects: typed.reconfigure(typesIn(found)) });
    found.whenChanged(() => forceLinting(view));
  });
  return {
    focus: () => view.focus(),
    set: (code) => view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: code } }),
  };
}
