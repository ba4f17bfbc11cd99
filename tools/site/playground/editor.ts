import { autocompletion, type CompletionContext, type CompletionResult, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { yaml } from "@codemirror/lang-yaml";
import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, lintKeymap, setDiagnostics, type Diagnostic as Underline } from "@codemirror/lint";
import { highlightSelectionMatches, searchKeymap } from "@codemirror/search";
import { EditorState, type Extension, type Text } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import type { CompletionItem, Diagnostic, Position, TextEdit } from "vscode-languageserver-protocol";

/** What an editor of the playground asks its page. */
export interface EditorHost {
  changed(text: string): void;
  complete(position: Position): Promise<readonly CompletionItem[]>;
  /** What a finding's tooltip shows. */
  explain(diagnostic: Diagnostic): Node;
}

/** The state of an editor over a text. Each file has one, and so its own history. */
export function editorState(text: string, host: EditorHost): EditorState {
  return EditorState.create({
    doc: text,
    extensions: [
      looks,
      history(),
      autocompletion({ override: [(context) => completions(context, host)] }),
      keymap.of([...completionKeymap, ...lintKeymap, ...historyKeymap, ...searchKeymap, ...defaultKeymap, indentWithTab]),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) host.changed(update.state.doc.toString());
      }),
    ],
  });
}

/** The state of an editor in which nothing can be changed. */
export function readOnlyState(text: string): EditorState {
  return EditorState.create({
    doc: text,
    extensions: [looks, EditorState.readOnly.of(true), keymap.of([...searchKeymap, ...defaultKeymap])],
  });
}

/** By the protocol's numbers, which begin with 1. */
const SEVERITIES: readonly Underline["severity"][] = ["error", "error", "warning", "info"];

/** Underlines findings. Those that no longer fit the text are left out: others are on their way. */
export function underline(view: EditorView, diagnostics: readonly Diagnostic[], explain: EditorHost["explain"]): void {
  const { doc } = view.state;
  const underlines = diagnostics.flatMap((diagnostic): readonly Underline[] => {
    const from = offsetOf(doc, diagnostic.range.start);
    const to = offsetOf(doc, diagnostic.range.end);
    if (from === undefined || to === undefined) return [];
    const severity = SEVERITIES[diagnostic.severity ?? 1] ?? "info";
    return [{ from, to, severity, message: String(diagnostic.message), renderMessage: () => explain(diagnostic) }];
  });
  view.dispatch(setDiagnostics(view.state, [...underlines]));
}

/** Changes the text as the server says, as one step of the history. */
export function applyEdits(view: EditorView, edits: readonly TextEdit[]): void {
  const { doc } = view.state;
  const changes = edits.flatMap(({ range, newText }) => {
    const from = offsetOf(doc, range.start);
    const to = offsetOf(doc, range.end);
    return from === undefined || to === undefined ? [] : [{ from, to, insert: newText }];
  });
  view.dispatch({ changes });
}

/** The same for a text that no editor shows. */
export function withEdits(text: string, edits: readonly TextEdit[]): string {
  const doc = EditorState.create({ doc: text }).doc;
  const changes = edits.map(({ range, newText }) => ({
    from: offsetOf(doc, range.start) ?? 0,
    to: offsetOf(doc, range.end) ?? 0,
    insert: newText,
  }));
  return EditorState.create({ doc: text }).update({ changes }).state.doc.toString();
}

/** Puts the cursor on a place and shows it. */
export function reveal(view: EditorView, position: Position): void {
  const offset = offsetOf(view.state.doc, position);
  if (offset === undefined) return;
  view.dispatch({ selection: { anchor: offset }, effects: EditorView.scrollIntoView(offset, { y: "center" }) });
  view.focus();
}

function offsetOf(doc: Text, { line, character }: Position): number | undefined {
  if (line >= doc.lines) return undefined;
  const { from, length } = doc.line(line + 1);
  return from + Math.min(character, length);
}

async function completions({ state, pos, explicit }: CompletionContext, host: EditorHost): Promise<CompletionResult | null> {
  const line = state.doc.lineAt(pos);
  if (!explicit && !/[\w.:,-]\s?$/.test(line.text.slice(0, pos - line.from))) return null;
  const items = await host.complete({ line: line.number - 1, character: pos - line.from });
  const [first] = items;
  if (!first?.textEdit || !("range" in first.textEdit)) return null;
  return {
    from: offsetOf(state.doc, first.textEdit.range.start) ?? pos,
    options: items.map(({ label, detail, textEdit }) => ({
      label,
      ...(detail ? { detail } : {}),
      apply: textEdit?.newText ?? label,
    })),
    validFor: /^[\w.-]*$/,
  };
}

/** Colours come from the page's variables, so that light and dark follow it. */
const colours = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: "var(--code-key)" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--code-string)" },
  { tag: [tags.number, tags.bool, tags.null, tags.keyword, tags.atom], color: "var(--code-word)" },
  { tag: tags.comment, color: "var(--code-comment)" },
  { tag: [tags.meta, tags.punctuation, tags.separator], color: "var(--vp-c-text-2)" },
]);

const looks: Extension = [
  lineNumbers(),
  lintGutter(),
  drawSelection(),
  highlightActiveLine(),
  highlightSelectionMatches(),
  EditorState.tabSize.of(2),
  yaml(),
  syntaxHighlighting(colours),
  EditorView.contentAttributes.of({ "aria-label": "YAML", autocapitalize: "off", autocorrect: "off", spellcheck: "false" }),
];
