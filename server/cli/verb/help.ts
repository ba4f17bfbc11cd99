import type { OptionSpecs } from "../option/args.ts";
import type { Verb } from "./verbs.table.ts";

const COLUMN = 34;
const VERB_COLUMN = 17;
const WIDTH = 110;

/** The help of the whole command. */
export function generalHelp(verbs: Readonly<Record<string, Verb>>): string {
  const summaries = Object.entries(verbs).flatMap(([name, verb]) => row(name, verb.summary, VERB_COLUMN));
  const options = [
    ...row("-h, --help", "This help; behind a verb, that verb's.", VERB_COLUMN),
    ...row("-V, --version", "The version.", VERB_COLUMN),
  ];
  return page([
    "Plimsoll: a static linter for Kubernetes YAML.",
    section("Usage", ["  plimsoll VERB [options] [arguments]", "  plimsoll PATH…   (short for: plimsoll lint PATH…)"]),
    section("Verbs", summaries),
    section("Options", options),
    section("Exit codes", EXIT_CODES),
  ]);
}

/** The help of one verb. */
export function verbHelp(verb: Verb): string {
  const usage = verb.usage.map((line) => `  ${line}`);
  const options = optionRows({ ...verb.options, help: { short: "h", help: "This help." } });
  return page([section("Usage", usage), verb.summary, section("Options", options), section("Exit codes", EXIT_CODES)]);
}

function page(sections: readonly string[]): string {
  return `${sections.join("\n\n")}\n`;
}

const EXIT_CODES = [
  "  0  nothing at or above the threshold",
  "  1  findings at or above the threshold",
  "  2  usage, configuration, unreadable input or an internal error",
];

function section(title: string, lines: readonly string[]): string {
  return [`${title}:`, ...lines].join("\n");
}

function optionRows(options: OptionSpecs): readonly string[] {
  return Object.entries(options).flatMap(([name, { value, short, help, many }]) =>
    row(`${short ? `-${short}, ` : ""}--${name}${value ? ` ${value}` : ""}`, many ? `${help} Repeatable.` : help, COLUMN),
  );
}

/** A term and its explanation, wrapped into the second column. */
function row(term: string, text: string, column: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line && column + line.length + word.length + 1 > WIDTH) {
      lines.push(line);
      line = word;
    } else line = line ? `${line} ${word}` : word;
  }
  lines.push(line);
  const head = `  ${term}`;
  const indented = lines.map((text) => " ".repeat(column) + text);
  return head.length < column ? [head.padEnd(column) + lines[0], ...indented.slice(1)] : [head, ...indented];
}
