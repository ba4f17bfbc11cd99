import type { Span } from "../../text/span.ts";
import { MARKER, type Place, placesOf } from "./places.ts";

/** What an action of a template does; see `Action`. */
export type ActionKind = "comment" | "open" | "else" | "end" | "define" | "silent" | "output";

/** An action of another template language than Go's. */
export interface ForeignAction extends Span {
  readonly kind: ActionKind;
  /** What stands between its delimiters. */
  readonly body: string;
}

/** A template language by its delimiters. */
interface Language {
  /** What a text must match to be looked at. */
  readonly hint: RegExp;
  /** Where it stands and how it begins shows that the text is of this language: YAML has no other reading for it, or one that nobody means. */
  readonly places: readonly Place["kind"][];
  /** Sticky. */
  readonly sign: RegExp;
  /** Its actions, each with its body (of a length that keeps a search linear) in a group. `everywhere`: all in the text, once one sign was seen; else only those that are signs themselves. */
  readonly action: RegExp;
  readonly everywhere: boolean;
  kindOf(action: string, body: string): ActionKind;
}

/** Words of Go's templates, Jinja, Twig, Liquid, ERB, EJS and Terraform; `endif`, `endfor` … are seen by their beginning. */
const WORDS: Readonly<Record<string, ActionKind>> = {
  if: "open",
  unless: "open",
  with: "open",
  range: "open",
  block: "open",
  for: "open",
  while: "open",
  until: "open",
  case: "open",
  filter: "open",
  call: "open",
  raw: "open",
  else: "else",
  elif: "else",
  elsif: "else",
  when: "else",
  end: "end",
  endset: "silent",
  define: "define",
  macro: "define",
  include: "output",
};

/** What a statement does by its first word, or by the braces and blocks of the language that it is written in. */
function statementKind(body: string): ActionKind {
  if (/^\}.*\{$/s.test(body)) return "else";
  if (body.startsWith("}")) return "end";
  const word = /^[a-z]+\b/.exec(body)?.[0] ?? "";
  const known = Object.hasOwn(WORDS, word) ? WORDS[word] : undefined;
  if (known) return known;
  if (/^end[a-z]/.test(word)) return "end";
  return /(\{|\bdo(\s*\|[^|]*\|)?)$/.test(body) ? "open" : "silent";
}

/** Statements of ytt end in a colon; `if/end` and `for/end` are about the next node alone, and whatever else stands there writes a value. */
function yttKind(body: string): ActionKind {
  if (body === "end") return "end";
  if (/^(if|for|while)\b.*:$/.test(body)) return "open";
  if (/^(elif|else)\b.*:$/.test(body)) return "else";
  if (/^def\b.*:$/.test(body)) return "define";
  return /^(load\(|\w+ *= )/.test(body) ? "silent" : "output";
}

const LANGUAGES: readonly Language[] = [
  {
    // Jinja, Twig, Liquid: statements and comments. Their `{{ x }}` is as Go's.
    hint: /\{[%#]/,
    places: ["line", "start"],
    sign: /\{[%#]/y,
    action: /\{(?:%[-+~]?(.{0,2000}?)[-+~]?%|#(.{0,4000}?)#)\}/gs,
    everywhere: true,
    kindOf: (action, body) => (action.startsWith("{#") ? "comment" : statementKind(body)),
  },
  {
    // ERB, EJS
    hint: /<%/,
    places: ["line"],
    sign: /<%(?![=%])/y,
    action: /<%[-_]?(.{0,2000}?)[-_]?%>/gs,
    everywhere: true,
    kindOf: (_, body) => (body.startsWith("=") ? "output" : body.startsWith("#") ? "comment" : statementKind(body)),
  },
  {
    // Terraform's templatefile: directives
    hint: /%\{/,
    places: ["line"],
    sign: /%\{~?\s*[a-z]/y,
    action: /%\{~?([^}\n]{0,500}?)~?\}/g,
    everywhere: true,
    kindOf: (_, body) => statementKind(body),
  },
  {
    // Go's templates with the delimiters of Nomad, Levant and others
    hint: /\[\[/,
    places: ["line"],
    sign: /\[\[-?\s*(?:if|range|with|end|else|define|template|\.|\$)/y,
    action: /\[\[-?(.{0,2000}?)-?\]\]/gs,
    everywhere: true,
    kindOf: (_, body) =>
      body.startsWith("/*") ? "comment" : /^(if|range|with|end|else|define)\b/.test(body) ? statementKind(body) : "output",
  },
  {
    // ytt: comments that are code, to the end of their line
    hint: /#@/,
    places: ["line", "value"],
    sign: /#@ (?=load\()|(?<=[:-] +)#@ /y,
    action: /(?<=^[ \t]*|[:-][ \t]+)#@(.*)/gm,
    everywhere: true,
    kindOf: (_, body) => yttKind(body),
  },
  {
    // envsubst and Terraform within braces and brackets; elsewhere it is a text to YAML
    hint: /\$\{/,
    places: ["start", "inside"],
    sign: /\$\{(?!\{)/y,
    action: /\$\{([^{}\n]*)\}/gy,
    everywhere: false,
    kindOf: () => "output",
  },
  {
    // A marker alone on its line, where entries or items are to be put; below a key it is a value like any other
    hint: /^[ \t]*(?:__[A-Z]\w*__|\$[A-Z{])/m,
    places: ["line"],
    sign: new RegExp(`(?<=^[ \\t]*)${MARKER}(?=[ \\t\\r]*$)`, "my"),
    action: /__(\w+)__|\$\{([^{}\n]*)\}|\$(\w+)/gy,
    everywhere: false,
    kindOf: () => "output",
  },
  {
    // Tokens of pipelines that begin no text of YAML: %X%, #{X}# and #{X}. @X@ is left an error: files are also applied with it by mistake.
    hint: /%[A-Z_]\w*%|#\{/i,
    places: ["line", "value", "start", "inside"],
    sign: /%[A-Z_]\w*%|(?<=[:,[{-] *)#\{[^{}\s]+\}/iy,
    action: /(?:%(\w+)%|#\{([^{}\s]+)\}#?)/gy,
    everywhere: false,
    kindOf: () => "output",
  },
];

/**
 * The actions of other template languages in a text, in order and without overlap: of those languages of which one stands where YAML could not have
 * it. A text without them costs one search for each language.
 */
export function foreignActions(text: string): readonly ForeignAction[] {
  const languages = LANGUAGES.filter(({ hint }) => hint.test(text));
  if (languages.length === 0) return [];
  const seen = new Set<Language>();
  const found: ForeignAction[] = [];
  for (const { at, kind } of placesOf(text))
    for (const language of languages) {
      if (!language.places.includes(kind) || (language.everywhere && seen.has(language))) continue;
      language.sign.lastIndex = at;
      if (!language.sign.test(text)) continue;
      seen.add(language);
      if (language.everywhere) continue;
      language.action.lastIndex = at;
      const match = language.action.exec(text);
      if (match) found.push(actionOf(language, match));
    }
  for (const language of seen)
    if (language.everywhere) for (const match of text.matchAll(language.action)) found.push(actionOf(language, match));
  return withoutOverlap(found.sort((a, b) => a.start - b.start));
}

function actionOf(language: Language, match: RegExpExecArray): ForeignAction {
  const [whole, ...groups] = match;
  const body = (groups.find((group) => group !== undefined) ?? "").trim();
  return { start: match.index, end: match.index + whole.length, kind: language.kindOf(whole, body), body };
}

function withoutOverlap(actions: readonly ForeignAction[]): readonly ForeignAction[] {
  let end = 0;
  return actions.filter((action) => {
    if (action.start < end) return false;
    end = action.end;
    return true;
  });
}
