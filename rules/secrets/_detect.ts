import {
  credentialIn,
  credentialInLine,
  integer,
  isCredential,
  isKeyId,
  isLiteral,
  type Leak,
  patternOf,
  patterns,
  type ValuesOf,
} from "../../server/api.ts";

/** The options of the rules that look for credentials under names. */
export const DETECTION = {
  names: patterns([], "Further names whose literal values are credentials (regular expressions, without regard to case)"),
  allowedNames: patterns([], "Names whose values are never credentials (regular expressions, without regard to case)"),
  detectors: patterns([], "Further forms of credentials (regular expressions)"),
  minLength: integer(3, "Shortest value that counts as a credential because of its name", { min: 1 }),
};

/** The first credential that a value gives away by its own form or by the syntax around it. */
export function leakIn(name: string, value: string): Leak | undefined {
  return isKeyId(name, value) ? undefined : (credentialIn(value) ?? credentialInLine(name, value));
}

/** What credential a named value is, in words ("a password or key", "an AWS access key"); `undefined` if it is none. */
export function credentialAt(name: string, value: string, options: ValuesOf<typeof DETECTION>): string | undefined {
  if (patternOf(options.allowedNames)?.test(name)) return undefined;
  const leak = leakIn(name, value);
  if (leak) return leak.what;
  if (patternOf(options.detectors)?.test(value)) return "a credential";
  if (value.length < options.minLength) return undefined;
  const named = isCredential(name, value) || (isLiteral(value) && patternOf(options.names)?.test(name));
  return named ? "a password or key" : undefined;
}
