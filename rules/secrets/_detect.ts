import { credentialIn, integer, isCredential, isLiteral, strings } from "../../server/api.ts";
import { anyOf } from "./_pattern.ts";

/** The options of the rules that look for credentials under names. */
export const DETECTION = {
  names: strings([], "Further names whose literal values are credentials (regular expressions, without regard to case)"),
  allowedNames: strings([], "Names whose values are never credentials (regular expressions, without regard to case)"),
  detectors: strings([], "Further forms of credentials (regular expressions)"),
  minLength: integer(3, "Shortest value that counts as a credential because of its name", { min: 1 }),
};

interface Detection {
  readonly names: readonly string[];
  readonly allowedNames: readonly string[];
  readonly detectors: readonly string[];
  readonly minLength: number;
}

/** What credential a named value is, in words ("a password or key", "an AWS access key"); `undefined` if it is none. */
export function credentialAt(name: string, value: string, options: Detection): string | undefined {
  if (anyOf(options.allowedNames)?.test(name)) return undefined;
  const leak = credentialIn(value);
  if (leak) return leak.what;
  if (anyOf(options.detectors)?.test(value)) return "a credential";
  if (value.length < options.minLength) return undefined;
  const named = isCredential(name, value) || (isLiteral(value) && anyOf(options.names)?.test(name));
  return named ? "a password or key" : undefined;
}
