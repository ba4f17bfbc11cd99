import type { Random } from "./random.ts";

/** A change of a whole piece of YAML: what random characters seldom hit. */
type Operator = (text: string, random: Random) => string;

/** One of the operators, at a place of the text that suits it; the text as it is where none does. */
export function operated(text: string, random: Random): string {
  return random.of(OPERATORS)(text, random);
}

const OPERATORS: readonly Operator[] = [
  // Anchors and aliases: on a value, on a key, on a property line of its own, twice the same name, with a tag before or behind.
  (text, random) =>
    atValue(
      text,
      random,
      (value) => `${random.of(["&a ", "&b ", "&a !!str ", "!!str &a ", "&a\n  ", "&a-b_1 ", "&a, "])}${value}`,
    ),
  (text, random) => atValue(text, random, () => random.of(["*a", "*b", "*a ", "*a,", "*a:", "[*a, *b]", "{*a : b}", "*a # c"])),
  (text, random) => atKey(text, random, (key) => `${random.of(["&a ", "&b ", "!!str ", "? ", "*a : "])}${key}`),
  // Merge keys: before and behind the own keys, quoted, tagged, of null, scalars, lists, oneself.
  (text, random) =>
    atLine(text, random, (line) => {
      const own = line.replace(/\S.*/, "");
      const key = random.of(["<<", "<<", "'<<'", '"<<"', "!!merge <<", "!!str <<", `? <<\n${own}`]);
      const value = random.of([
        "*a",
        "*b",
        "[*a, *b]",
        "[*a]",
        "{k: 1, name: x}",
        "[{k: 1}, {k: 2}]",
        "null",
        "",
        "x",
        "[x]",
        "*missing",
      ]);
      const merge = `${own}${key}: ${value}`;
      return random.below(2) === 0 ? `${merge}\n${line}` : `${line}\n${merge}`;
    }),
  // Block scalars: every header, with a body of odd indentation, blank lines, tabs and comments.
  (text, random) =>
    atValue(text, random, (_, indent) => {
      const header = random.of(["|", ">", "|-", ">+", "|2", ">1-", "|-9", "|0", "| # c", "|#c", ">x", "|+2", "!!str |", "&a >"]);
      const lines = Array.from({ length: random.below(5) }, () =>
        random.of(["a", "  b", "", "   ", "\tc", "# d", "- e", "k: v", "---x", " f "]),
      );
      const deep = random.of([1, 2, 2, 2, 4, 0]);
      return [header, ...lines.map((line) => (line === "" ? "" : " ".repeat(indent + deep) + line))].join("\n");
    }),
  // Tabs and other blanks in the place of indentation, before and behind indicators.
  (text, random) =>
    atLine(text, random, (line) => line.replace(/^ +/, random.of(["\t", " \t", "\t ", "  \t  ", "\u00a0\u00a0"]))),
  (text, random) =>
    atLine(text, random, (line) => line.replace(/: ?/, random.of([":\t", " : ", ":  \t", ":\u00a0", ":", " :\t"]))),
  (text, random) =>
    atLine(text, random, (line) => line.replace(/- /, random.of(["-\t", "-  ", "- - ", "-", "- \t", "-\n", "- ? ", "- ! "]))),
  (text, random) => atLine(text, random, (line) => line + random.of([" ", "\t", " \t#c", "\t# c", " #", "#", "  ", "\u00a0"])),
  // Line breaks: one, a run of them, or all.
  (text, random) => text.replaceAll("\n", random.of(["\r", "\r\n", "\u0085", "\u2028", "\n\n"])),
  (text, random) =>
    atLine(text, random, (line) => line + random.of(["\r", "\u0085", "\u2028", "\u2029", "\n\r", "\r\r\n", "\f", "\v", "\0"])),
  // Directives and document marks, glued, indented, with content behind them, without an end.
  (text, random) =>
    atLine(text, random, (line) => {
      const mark = random.of([
        ..."%YAML 1.1|%YAML 1.2|%YAML 2.0|%TAG ! tag:x,2000:|%TAG !e! tag:yaml.org,2002:|%FOO bar|%|%YAML".split("|"),
        ..."---|...|--- a|--- # c|---\t|...x|... # c| ---|--- |- |--- !!map|--- &a|---\n---|...\n...|---a: b|....|----".split(
          "|",
        ),
      ]);
      return random.below(2) === 0 ? `${mark}\n${line}` : `${line}\n${mark}`;
    }),
  (text, random) =>
    random.of([
      "%YAML 1.1\n---\n",
      "%YAML 1.1\n",
      "\ufeff",
      "\ufeff---\n",
      "# c\n---\n",
      "...\n",
      "\t\n",
      " \n--- ",
      "--- |\n ",
    ]) + text,
  // Flow style: as keys of a block, with comments, over lines, with what is missing or too much.
  (text, random) =>
    atKey(text, random, () =>
      random.of(["{a: b}", "[a, b]", "[a]: b\n? [c]", "{a, b}", "? {a: b}\n", "[]", "{}", '"a": b', "'a''b'"]),
    ),
  (text, random) =>
    atValue(
      text,
      random,
      (value) =>
        random
          .of([
            "[V, # c\n    V]|[ V\n    # c\n    ,V]|[V#c, V]|{a: V, b}|{a: V, # c\n  }|{a:V}|{a: V,}|[V,,V]|[,V]|{,}|[V: V, V]|[? a: V]|{? a : V}|{? a}",
            "{V: }|[V\n]|[V\n    ]|{\n    a: V\n    }|[\n- V]|{a: [V, {b: V}]}|[V] x|{a: V} # c|[V]#c|{a: V}}|[V]]|[[V]|{a: V|[a:V]|[a: V, : b]|{: V}",
            '[&a V, *a]|[!!str V]|[\'V\', "V"]|{\'a\':V}|{"a":V}|["V":V]|[V ,V]|{a : V}|[a,b,]|[- V]|[-V]|[V -]|[V | V]|[|V]|[%V]|[@V]|[`V]|[#V]',
          ])
          .split("|")
          .at(random.below(14))
          ?.replaceAll("V", short(value)) ?? value,
    ),
  // Quotes: other quotes, escapes, over lines, unclosed, with something behind them.
  (text, random) =>
    atValue(text, random, (value, indent) => {
      const inner = short(value);
      const next = `\n${" ".repeat(indent + random.of([0, 1, 2, 4]))}`;
      return random.of([
        `"${inner}\\n\\t\\x41\\u00e9\\U0001F600"`,
        `"${inner}\\${random.of(["/", "e", "a", "0", "N", "_", "L", "P", "'", "z", "x4", "u12", "UFFFFFFFF", "uD83D", "uD83D\\uDE00", " ", "\t"])}"`,
        `"${inner}${next}b"`,
        `"${inner}\\${next}\\ b"`,
        `"${inner}\n\n${next}b"`,
        `'${inner}''${next}b'`,
        `'${inner}`,
        `"${inner}`,
        `"${inner}" x`,
        `'${inner}'#c`,
        `"${inner}": b`,
        `"${inner}\n--- b"`,
        `'${inner}\n... b'`,
        `${inner}${next}b`,
        `${inner}${next}# c${next}b`,
        `${inner}${next}b: c`,
        `"${inner}\t${next}\tb"`,
      ]);
    }),
  // Words and numbers of YAML 1.1, with and without a tag.
  (text, random) =>
    atValue(text, random, () => {
      const tag = random.of([
        "",
        "",
        "",
        "!!str ",
        "!!int ",
        "!!float ",
        "!!bool ",
        "!!null ",
        "!!binary ",
        "!x ",
        "! ",
        "!!timestamp ",
        "!<tag:yaml.org,2002:str> ",
        "!!map ",
        "!!seq ",
        "!!set ",
      ]);
      const word = random.of(
        "y|n|yes|No|ON|off|~|Null|NULL|true|TRUE|tRue|0o17|017|0b101|0x1F|-0x1f|+1|1_000|1__0|.5|5.|1e3|1E+3|.inf|-.Inf|+.INF|.nan|.NaN|0.0|-0|00|08|1:30|2001-01-01|9223372036854775808|18446744073709551616|1e400|=|<<|aGVsbG8=|-|?|:|.|..".split(
          "|",
        ),
      );
      return tag + word;
    }),
  // Lines moved, repeated, indented more or less, joined with their neighbours.
  (text, random) => atLine(text, random, (line) => `${line}\n${line}`),
  (text, random) => atLine(text, random, (line) => random.of([" ", "  ", "   ", "    "]) + line),
  (text, random) => atLine(text, random, (line) => line.replace(/^ {1,2}/, "")),
  (text, random) => {
    const lines = text.split("\n");
    const from = random.below(lines.length);
    const moved = lines.splice(from, 1 + random.below(4));
    lines.splice(random.below(lines.length + 1), 0, ...moved);
    return lines.join("\n");
  },
  (text, random) => atLine(text, random, (line) => line.replace(/:\s.*/, "")),
  // Keys that stand alone, with `?`, over lines, longer than 1,024 characters.
  (text, random) =>
    atKey(text, random, (key) =>
      random.of([
        `? ${key}\n`,
        `${key} `,
        `"${key}"`,
        `'${key}'`,
        `${key}${"k".repeat(1024)}`,
        `? ${key}\n: `,
        `? |\n  ${key}\n`,
        `${key}\n`,
        `? `,
      ]),
    ),
  // Bytes that are no text, marks in the middle, characters of many units.
  (text, random) => {
    const at = random.below(text.length + 1);
    return (
      text.slice(0, at) +
      random.of(["\ufeff", "\u0007", "\u009f", "\ufffe", "\ud7ff", "\u{10ffff}", "\u202e", "\u0000", "\u001b", "\ufffd"]) +
      text.slice(at)
    );
  },
];

const short = (value: string): string => value.trim().slice(0, 12) || "v";

/** Changes one line; the text has at least one. */
function atLine(text: string, random: Random, change: (line: string) => string): string {
  const lines = text.split("\n");
  const at = random.below(lines.length);
  lines[at] = change(lines[at] ?? "");
  return lines.join("\n");
}

/** Changes what stands behind a colon or dash on one of the lines. `indent`: the blanks before that line. */
function atValue(text: string, random: Random, change: (value: string, indent: number) => string): string {
  return atMatch(
    text,
    random,
    /^(\s*(?:- )*(?:[^\s:#]+:|-) )(.*)$/,
    (line, [, before = "", value = ""]) => before + change(value, line.search(/\S/)),
  );
}

/** Changes the key of one of the lines. */
function atKey(text: string, random: Random, change: (key: string) => string): string {
  return atMatch(
    text,
    random,
    /^(\s*(?:- )*)([^\s:#-][^\s:#]*)(:.*)$/,
    (_, [, before = "", key = "", after = ""]) => before + change(key) + after,
  );
}

function atMatch(
  text: string,
  random: Random,
  pattern: RegExp,
  change: (line: string, match: readonly string[]) => string,
): string {
  const lines = text.split("\n");
  const places = lines.flatMap((line, i) => (pattern.test(line) ? [i] : []));
  if (places.length === 0) return text;
  const at = random.of(places);
  const line = lines[at] as string;
  lines[at] = change(line, pattern.exec(line) as readonly string[]);
  return lines.join("\n");
}
