import { NONE } from "../../text/none.ts";
import type { Span } from "../../text/span.ts";
import { mayNameSecret } from "./names.ts";
import { isVariable, mayBeSecret } from "./values.ts";

// The parts of a text that may be secrets, from its start.

/** What gives itself away in a text under any name. */
const FORMS: readonly RegExp[] = [
  /-----BEGIN [^-]*PRIVATE KEY-----[\s\S]*?(?:-----END [^-]*-----|$)/g,
  /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g,
  /\b(?:gh[oprsu]_|github_pat_|glpat-|xox[abprs]-|AIza|[rs]k_(?:live|test)_|npm_|hvs\.|SG\.|dop_v1_|pypi-)[\w.-]{10,}/g,
  /\beyJ[\w-]{6,2000}\.[\w-]+(?:\.[\w-]*)?/g,
  /\bhooks\.slack\.com\/services\/[\w/]+/g,
  /\b(?:Bearer|Basic)\s+[A-Za-z0-9._~+/=-]{8,}/g,
];

/** `://user:password@`, also with a slash or a second `@` in the password, which belong encoded. */
const URL = /:\/\/([^\s"'`]{0,1000})@/g;
/** The same with a blank or a quote in the password, which a slip has put there: behind the user's name, and no port. */
const OPEN_URL = /:\/\/([^\s"'`/@:]{1,200}:(?!\d{1,5}(?:[\s/"'`,]|$))[^\n@/]{0,300})@(?=[\w[{($<])/g;

/** The name in `password=…`, `"token": "…"`, `--api-key …`, `X-Auth-Token: …` within a text, and what stands before the value. A whole word, so that it is read once. */
const NAME = /(?<![\w.-])([\w.-]+)["']?\s*(?:[=:]\s*|\s)/g;
const MAY_NAME = /pass|pwd|pw|secret|token|key|cred|auth|dsn|jwt|pin|salt|cookie/i;
/** With its tag; a quote may be left open, and an action of a template holds blanks. */
const VALUE = /(?:!\S*[ \t]+)?(?:"[^"\n]*"?|'[^'\n]*'?|\{\{[^}\n]*(?:\}\})?|[^\s"']+)/y;

/** A login that a program is given in one word (`-u admin:password`, as curl takes it), or a password that is glued to its option (`-ppassword`, MySQL). */
const SWITCHES: readonly RegExp[] = [
  /(?<![\w-])(?:-u|--(?:user|userpass|login|basic-auth))(?:\s*=\s*|\s+|(?=\w))["']?[^\s:"'/]+:(?!\d{1,5}(?!\S))([^\s"'/]{3,})/dg,
  /(?<![\w-])-p(?!\d{1,5}(?:[:/\s]|$))(?=[^\s"']*\d)([^\s"'=/:]{6,})/dg,
];
/** The same where option and value are two words of a list. */
const AFTER_SWITCH: readonly (readonly [option: RegExp, value: RegExp])[] = [
  [/^(?:-u|--(?:user|userpass|login|basic-auth))$/, /^[^\s:/]+:(?!\d{1,5}$)([^\s/]{3,})$/d],
  [/^-p$/, /^(?=\S*\d)(?!\d{1,5}(?:[:/]|$))([^\s/:]{6,})$/d],
];

/** All of these in one search: most texts hold none. */
const ANY = new RegExp([...FORMS, URL, OPEN_URL].map(({ source }) => source).join("|"));

/** The parts of a text that may be secrets, whatever it stands under. */
export function secretsIn(text: string): readonly Span[] {
  if (!ANY.test(text)) return NONE;
  const found: Span[] = [];
  for (const form of FORMS)
    for (const match of text.matchAll(form)) found.push({ start: match.index, end: match.index + match[0].length });
  for (const match of [...text.matchAll(URL), ...text.matchAll(OPEN_URL)]) {
    const [, user = ""] = match;
    if (user !== "" && !isVariable(user)) found.push({ start: match.index + 3, end: match.index + 3 + user.length });
  }
  return found;
}

/** What is a password by the option before it: `option` is the word before this one, if it is one. */
export function passwordsBehindSwitches(text: string, option: string): readonly Span[] {
  const found: Span[] = [];
  for (const [name, value] of AFTER_SWITCH) if (name.test(option)) found.push(...groupOf(value.exec(text)));
  if (text.includes("-")) for (const form of SWITCHES) for (const match of text.matchAll(form)) found.push(...groupOf(match));
  return found;
}

/** The place of the first group. */
function groupOf(match: RegExpExecArray | null): readonly Span[] {
  const [start, end] = match?.indices?.[1] ?? [];
  return start === undefined || end === undefined ? [] : [{ start, end }];
}

/** A value of more characters is taken for a secret as a whole, and not searched for others. */
const LONG = 1000;

/** The values in a text that stand behind a name of a secret: settings, scripts, command lines. */
export function namedSecretsIn(text: string): readonly Span[] {
  if (!MAY_NAME.test(text)) return NONE;
  const found: Span[] = [];
  let behind = 0;
  for (const match of text.matchAll(NAME)) {
    const [all, name = ""] = match;
    if (match.index < behind || !MAY_NAME.test(name) || !mayNameSecret(name)) continue;
    const start = match.index + all.length;
    VALUE.lastIndex = start;
    const quoted = VALUE.exec(text)?.[0];
    if (quoted === undefined) continue;
    // Behind a blank what an option is given, and what is no word: "token file" is prose, `password x7Tz9` a setting.
    if (!/[=:]/.test(all.slice(name.length)) && !name.startsWith("-") && /^[A-Za-z.,:;()-]*$/.test(quoted)) continue;
    const end = start + quoted.length;
    if (quoted.length > LONG) behind = end;
    else if (!mayBeSecret(quoted.replace(/^["']|["']$/g, ""))) continue;
    found.push({ start, end });
  }
  return found;
}
