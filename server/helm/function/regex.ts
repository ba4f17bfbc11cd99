import { RE2JS } from "re2js";
import { FunctionError } from "../evaluate/error.ts";
import type { GoFunction } from "../evaluate/program.ts";
import { slice, type Text, TextBuilder } from "../value/text.ts";
import { bool, list, type Value } from "../value/value.ts";
import { type FunctionTable, intAt, strict, textAt, textual } from "./define.ts";

// Go's regular expressions are RE2's: linear in time, so that no pattern of a chart can hang the editor.

/** The offsets of a match and of its groups; -1 where a group takes no part. */
interface Match {
  readonly start: number;
  readonly end: number;
  readonly groups: readonly (readonly [number, number])[];
}

interface Pattern {
  readonly compiled: ReturnType<typeof RE2JS.compile>;
  readonly names: Readonly<Record<string, number>>;
}

const patterns = new Map<string, Pattern>();
const MAX_PATTERNS = 200;

/** Compiles a pattern; those of a chart are used over and over. */
function compile(pattern: string): Pattern {
  const known = patterns.get(pattern);
  if (known) return known;
  try {
    const compiled = RE2JS.compile(pattern);
    const made: Pattern = { compiled, names: compiled.namedGroups() as Readonly<Record<string, number>> };
    if (patterns.size >= MAX_PATTERNS) patterns.clear();
    patterns.set(pattern, made);
    return made;
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/^error parsing regexp: /, "") : "";
    throw new FunctionError(`regexp: Compile(${goQuoted(pattern)}): error parsing regexp: ${reason}`);
  }
}

function goQuoted(pattern: string): string {
  return pattern.includes("`") ? JSON.stringify(pattern) : `\`${pattern}\``;
}

/** Up to `limit` matches as Go finds them: an empty one directly behind another does not count. */
function matchesOf(pattern: string, text: string, limit = Number.POSITIVE_INFINITY): readonly Match[] {
  const matcher = compile(pattern).compiled.matcher(text);
  const found: Match[] = [];
  let last = -1;
  while (found.length < limit && matcher.find()) {
    const start = matcher.start();
    const end = matcher.end();
    if (start === end && start === last) continue;
    last = end;
    const groups = Array.from({ length: matcher.groupCount() + 1 }, (_, i) => [matcher.start(i), matcher.end(i)] as const);
    found.push({ start, end, groups });
  }
  return found;
}

function limitOf(count: number): number {
  return count < 0 ? Number.POSITIVE_INFINITY : count;
}

const match = strict(["string", "string"], (args) => {
  try {
    return bool(matchesOf(textAt(args, 0).text, textAt(args, 1).text, 1).length > 0);
  } catch {
    return bool(false);
  }
});
const mustMatch = strict(["string", "string"], (args) =>
  bool(matchesOf(textAt(args, 0).text, textAt(args, 1).text, 1).length > 0),
);
const find = textual(["string", "string"], (args) => {
  const [first] = matchesOf(textAt(args, 0).text, textAt(args, 1).text, 1);
  return slice(textAt(args, 1), first?.start ?? 0, first?.end ?? 0);
});
const findAll = strict(["string", "string", "int"], (args) => {
  const found = matchesOf(textAt(args, 0).text, textAt(args, 1).text, limitOf(intAt(args, 2)));
  return list(
    found.map(({ start, end }) => slice(textAt(args, 1), start, end)),
    "string",
  );
});
const replaceAll = replacing((replacement, text, match, { names }) => expand(replacement.text, text, match, names));
const replaceAllLiteral = replacing((replacement) => new TextBuilder().add(replacement).build());
const split = strict(["string", "string", "int"], (args): Value => {
  const [text, count] = [textAt(args, 1), intAt(args, 2)];
  if (count === 0) return list([], "string");
  const parts: Text[] = [];
  let from = 0;
  for (const { start, end } of matchesOf(textAt(args, 0).text, text.text)) {
    if (count > 0 && parts.length === count - 1) break;
    if (end === 0 && text.text !== "") continue;
    if (start === end && start === text.text.length) continue;
    parts.push(slice(text, from, start));
    from = end;
  }
  if (textAt(args, 0).text !== "" || text.text !== "") parts.push(slice(text, from));
  return list(parts, "string");
});

/** The function with an error for a wrong pattern where the other one panics. */
function must(make: GoFunction): GoFunction {
  return {
    ...make,
    call: (args, call) => {
      try {
        return make.call(args, call);
      } catch (error) {
        if (!(error instanceof FunctionError)) throw error;
        throw new FunctionError(error.message.replace(/^regexp: Compile\(.*\): (?=error parsing regexp: )/s, ""));
      }
    },
  };
}

type Replace = (replacement: Text, text: Text, match: Match, pattern: Pattern) => Text;

function replacing(replace: Replace): GoFunction {
  return textual(["string", "string", "string"], (args) => {
    const text = textAt(args, 1);
    const builder = new TextBuilder();
    let at = 0;
    for (const match of matchesOf(textAt(args, 0).text, text.text)) {
      builder.slice(text, at, match.start).add(replace(textAt(args, 2), text, match, compile(textAt(args, 0).text)));
      at = match.end;
    }
    return builder.slice(text, at, text.text.length).build();
  });
}

/** Go's `Regexp.Expand`: `$1` takes as many letters, digits and underscores as there are. */
function expand(template: string, text: Text, { groups }: Match, names: Readonly<Record<string, number>>): Text {
  const builder = new TextBuilder();
  let at = 0;
  for (const { 0: whole, 1: braced, 2: bare, index } of template.matchAll(/\$(?:\$|\{(\w+)\}|(\w+))/g)) {
    builder.raw(template.slice(at, index));
    at = index + whole.length;
    const name = braced ?? bare;
    if (name === undefined) builder.raw("$");
    else {
      const group = groups[/^\d+$/.test(name) ? Number(name) : (names[name] ?? -1)];
      if (group && group[0] >= 0) builder.slice(text, group[0], group[1]);
    }
  }
  return builder.raw(template.slice(at)).build();
}

export const REGULAR_EXPRESSIONS: FunctionTable = {
  regexMatch: match,
  mustRegexMatch: must(mustMatch),
  regexFind: find,
  mustRegexFind: must(find),
  regexFindAll: findAll,
  mustRegexFindAll: must(findAll),
  regexReplaceAll: replaceAll,
  mustRegexReplaceAll: must(replaceAll),
  regexReplaceAllLiteral: replaceAllLiteral,
  mustRegexReplaceAllLiteral: must(replaceAllLiteral),
  regexSplit: split,
  mustRegexSplit: must(split),
  regexQuoteMeta: textual(["string"], (args) =>
    new TextBuilder().raw(textAt(args, 0).text.replaceAll(/[\\.+*?()|[\]{}^$]/g, "\\$&")).build(),
  ),
};
