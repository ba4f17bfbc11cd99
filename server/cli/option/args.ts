import { parseArgs } from "node:util";
import { Refusal } from "../../disk/refusal.ts";
import { didYouMean } from "../../text/nearest.ts";

/** An option of a verb. */
export interface OptionSpec {
  /** The placeholder of its value; a switch has none. */
  readonly value?: string;
  readonly short?: string;
  /** May be given more than once. */
  readonly many?: boolean;
  /** The values it takes, where they are few. */
  readonly choices?: readonly string[];
  /** What a shell offers for its value, where it takes others too. */
  readonly offers?: readonly string[] | "rules";
  readonly help: string;
}

export type OptionSpecs = Readonly<Record<string, OptionSpec>>;

/** A command line, read. */
export interface Args<Name extends string = string> {
  /** Whether a switch was given. */
  flag(name: Name): boolean;
  /** The value of an option; the last one where it was given twice. */
  value(name: Name): string | undefined;
  values(name: Name): readonly string[];
  readonly operands: readonly string[];
  /** All of it as it was given. */
  readonly argv: readonly string[];
}

/** Reads the arguments behind a verb. Refuses unknown options, missing values and values that are not among an option's choices. */
export function readArgs<const S extends OptionSpecs>(argv: readonly string[], specs: S): Args<keyof S & string> {
  const options = Object.fromEntries(
    Object.entries(specs).map(([name, { value, short }]) => [
      name,
      { type: value ? ("string" as const) : ("boolean" as const), multiple: true, ...(short ? { short } : {}) },
    ]),
  );
  const { tokens } = parseArgs({ args: [...argv], options, strict: false, allowPositionals: true, tokens: true });
  const found = new Map<string, string[]>();
  const operands: string[] = [];
  for (const token of tokens)
    if (token.kind === "positional") operands.push(token.value);
    else if (token.kind === "option") {
      const value = checked(token, specs);
      found.set(token.name, [...(found.get(token.name) ?? []), value]);
    }
  return {
    flag: (name) => found.has(name),
    value: (name) => found.get(name)?.at(-1),
    values: (name) => found.get(name) ?? [],
    operands,
    argv,
  };
}

interface Token {
  readonly name: string;
  readonly rawName: string;
  readonly value?: string | undefined;
  readonly inlineValue?: boolean | undefined;
}

function checked(token: Token, specs: OptionSpecs): string {
  const spec = Object.hasOwn(specs, token.name) ? specs[token.name] : undefined;
  if (!spec) {
    const names = Object.keys(specs).map((name) => `--${name}`);
    throw new Refusal(`Unknown option ${token.rawName}${didYouMean(token.rawName, names)} --help lists them all.`);
  }
  if (!spec.value) {
    if (token.value !== undefined) throw new Refusal(`--${token.name} takes no value: leave out "=${token.value}".`);
    return "";
  }
  const { value } = token;
  if (value === undefined || value === "" || (!token.inlineValue && value.startsWith("-") && value !== "-"))
    throw new Refusal(`--${token.name} needs a value: --${token.name}=${spec.value}.`);
  if (spec.choices && !spec.choices.includes(value))
    throw new Refusal(
      `--${token.name} does not know "${value}"${didYouMean(value, spec.choices)} It takes ${spec.choices.join(", ")}.`,
    );
  return value;
}

/** A whole number of at least `least`, or a refusal that names the option. */
export function wholeNumber(name: string, value: string, least: number): number {
  const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
  if (!(number >= least)) throw new Refusal(`--${name} must be a whole number of at least ${least}, not "${value}".`);
  return number;
}
