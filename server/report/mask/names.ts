import { isPlaceholder, looksGenerated } from "../../kube/credential.ts";
import { NONE } from "../../text/none.ts";

// What may be a secret is more than what a rule calls a credential: a rule that is wrong disturbs, a report that shows a password leaks it.

/** `DB_PASSWORD`, `db.password` and `dbPassword` are db-password. */
function words(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .replace(/[^A-Za-z0-9]+/g, "-")
    .toLowerCase();
}

const WORD =
  /(?:^|-)(?:pass|password|passwords|passwd|passphrase|pwd|pw|secret|secrets|token|tokens|credentials?|creds?|apikeys?|auth|authorization|bearer|jwt|dsn|otp|pin|salt|cookie|license|htpasswd|netrc|pgpass|dockerconfigjson|dockercfg|kubeconfig|pat|hmac|mnemonic|seed-phrase|requirepass|masterauth)(?:-|$)|password$|passwd$|secret$|token$|(?:api|access|secret|private|auth|account|signing|encryption|master|license|shared|storage|client|ssh|webhook|session|hmac)-?keys?(?:-|$)|conn(?:ection)?-?str(?:ing)?(?:-|$)/;

/** Names of things about a secret: where it lies, how it is called, how long it lasts. */
const ABOUT =
  /(?:^|-)(?:names?|ref|refs|reference|path|paths|file|files|dir|directory|mode|type|kind|id|enabled|disabled|seconds|minutes|hours|ttl|version|class|namespace|provider|policy|size|length|count|algorithm|issuer|audience|audiences|method|required|volume|mount|rotation|expiration|lifetime|format|endpoint|projections?|requests?|urls?|uri|hosts?|hostname|port|headers?|store|backend|scheme|protocol|realm|signin|snippet|server|address|service|manager|operator|controller|gateway)$/;

/** Whether a value under this name may be a secret. */
export function mayNameSecret(name: string): boolean {
  const plain = words(name.replace(/^-+/, ""));
  return WORD.test(plain) && !ABOUT.test(plain);
}

/** Whether a value may be a secret by the name that it stands under: also where an object belongs that names one, and where the name only speaks of one. */
export function isSecretUnder(name: string, value: string): boolean {
  if (mayNameSecret(name) || name === "valueFrom" || name === "secretRef" || name === "secretKeyRef") return mayBeSecret(value);
  return /[rR]ef$|[iI]d$|[vV]alue$/.test(name) && WORD.test(words(name)) && looksGenerated(value);
}

/**
 * What may be shown of a text that is a flag or a variable with its value: `--db-password=`, with a quote before it; empty where the text is anything else.
 * What follows a single dash may be a password itself (`-psecret=`).
 */
export function flagNameIn(text: string): string {
  const [shown = "", name = ""] = /^\s*["']?(--[A-Za-z][\w.-]*|[A-Z][A-Z0-9_]*)=/.exec(text) ?? [];
  return mayNameSecret(name) ? shown : "";
}

const SWITCH = /^(?:true|false|yes|no|on|off|none|null|nil|~|enabled?|disabled?|required|optional|auto|\d{1,3})$/i;

/** Whether a value of a Secret says something: a placeholder does not. */
export function isValue(value: string): boolean {
  return !isPlaceholder(value) || generatedIn(value).length > 0 || /\d{8}/.test(value);
}

/** Whether a text under such a name is a value: no switch, no placeholder, no variable. */
export function mayBeSecret(value: string): boolean {
  return value.length >= 3 && !SWITCH.test(value) && !isVariable(value) && isValue(value);
}

function isVariable(value: string): boolean {
  return /^\$(?:\w+|\([^)]*\)|\{[^}]*\})$/.test(value);
}

/** A part of a text that may be a secret; offsets are UTF-16 units from 0. */
export interface Found {
  readonly start: number;
  readonly end: number;
}

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
export function secretsIn(text: string): readonly Found[] {
  if (!ANY.test(text)) return NONE;
  const found: Found[] = [];
  for (const form of FORMS)
    for (const match of text.matchAll(form)) found.push({ start: match.index, end: match.index + match[0].length });
  for (const match of [...text.matchAll(URL), ...text.matchAll(OPEN_URL)]) {
    const [, user = ""] = match;
    if (user !== "" && !isVariable(user)) found.push({ start: match.index + 3, end: match.index + 3 + user.length });
  }
  return found;
}

/** What is a password by the option before it: `option` is the word before this one, if it is one. */
export function passwordsBehindSwitches(text: string, option: string): readonly Found[] {
  const found: Found[] = [];
  for (const [name, value] of AFTER_SWITCH) if (name.test(option)) found.push(...groupOf(value.exec(text)));
  if (text.includes("-")) for (const form of SWITCHES) for (const match of text.matchAll(form)) found.push(...groupOf(match));
  return found;
}

/** The place of the first group. */
function groupOf(match: RegExpExecArray | null): readonly Found[] {
  const [start, end] = match?.indices?.[1] ?? [];
  return start === undefined || end === undefined ? [] : [{ start, end }];
}

/** A value of more characters is taken for a secret as a whole, and not searched for others. */
const LONG = 1000;

/** The values in a text that stand behind a name of a secret: settings, scripts, command lines. */
export function namedSecretsIn(text: string): readonly Found[] {
  if (!MAY_NAME.test(text)) return NONE;
  const found: Found[] = [];
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

/** Words of a text that nobody would write by hand, or only for a password. */
export function generatedIn(text: string): readonly Found[] {
  const generated = [...text.matchAll(/[\w.+/=~-]{12,}/g)].filter(([word]) => looksGenerated(word) && !/^sha\d+/.test(word));
  return [...generated, ...chosenIn(text)].map((match) => ({
    start: match.index + flagNameIn(match[0]).length,
    end: match.index + match[0].length,
  }));
}

/** Whether a key looks like a value, which a colon too many has made a key of. An API version and a host's number are no sign of one. */
export function isValueAsKey(key: string): boolean {
  return generatedIn(key).length > 0 && (/\d{12}/.test(key) || (key.match(/\d+/g) ?? []).length >= 3);
}

/** Words that no field, name or version of Kubernetes looks like, wherever they stand. */
export function unmistakableIn(text: string): readonly Found[] {
  return chosenIn(text).map(({ 0: word, index }) => ({ start: index, end: index + word.length }));
}

function chosenIn(text: string): readonly RegExpExecArray[] {
  if (text.length < 8 || !/\d/.test(text)) return NONE;
  const chosen = [...text.matchAll(/[^\s"'`,;:=()[\]{}|]{8,}/g)].filter(([word]) => looksChosen(word));
  return [...chosen, ...text.matchAll(/(?<![\w.:/+-])\d{12,40}(?![\w.:/+-])/g)];
}

/** Capitals, small letters and digits mixed as passwords have to be: digits in several places, or a character that no name has. */
function looksChosen(word: string): boolean {
  if (!/[a-z]/.test(word) || !/[A-Z]/.test(word) || !/\d/.test(word)) return false;
  return /[!#%^&$<>~]/.test(word) || (word.match(/\d+/g) ?? []).length >= 3;
}
