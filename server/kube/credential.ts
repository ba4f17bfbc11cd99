// What gives a credential away. Nothing here ever returns the credential itself, so that no message can echo it.

/** A credential in a text: what it is, in words, and the offset at which it starts. */
export interface Leak {
  readonly what: string;
  readonly index: number;
}

/** Formats that are credentials whatever name they stand under, as their issuers document them. */
const FORMATS: readonly (readonly [what: string, format: RegExp])[] = [
  ["a private key", /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----(?:\s|\\n)*[A-Za-z0-9+/]{4}/g],
  ["an AWS access key", /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g],
  ["a GitHub token", /\bgh[oprsu]_[A-Za-z0-9]{36}|\bgithub_pat_\w{22,}/g],
  ["a GitLab token", /\bglpat-[\w-]{20}/g],
  ["a Slack token", /\bxox[abprs]-[\w-]{10,}/g],
  ["a Slack webhook", /\bhooks\.slack\.com\/services\/T\w{8,}\/B\w{8,}\/\w{20,}/g],
  ["a Google API key", /\bAIza[\w-]{35}/g],
  ["a Stripe key", /\b[rs]k_live_\w{16,}/g],
  ["an npm token", /\bnpm_[A-Za-z0-9]{36}\b/g],
  ["a Vault token", /\bhvs\.[\w-]{24,}/g],
  ["an Azure storage key", /\bAccountKey=[A-Za-z0-9+/]{86}==/g],
  ["a JSON Web Token", /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]+/g],
];

/** What every format begins with, by its first letter: texts without any of it, nearly all, are read once only. */
const HINT =
  /PRIVATE KEY-----|A(?:[KS]IA[0-9A-Z]|Iza|ccountKey=)|g(?:h[oprsu]_|ithub_pat_|lpat-)|xox[abprs]-|hooks\.slack\.com\/|k_live_|npm_|hvs\.|eyJ|B(?:earer |asic )|:\/\/[^\s:@/]{0,80}:[^\s@/]{1,200}@/;

const URL = /:\/\/([^\s:@/$<{"'`]{0,80}):([^\s@/$<{*"'`]{1,200})@[\w[$({]/g;
const AUTHORIZATION = /\b(?:Bearer|Basic)\s+([A-Za-z0-9._~+/=-]{16,})/;

/** Keys of documentation and emulators: AKIAIOSFODNN7EXAMPLE, ghp_xxxxxxxx…, the account of Azurite. */
const DUMMY = /EXAMPLE|x{6}|X{6}|0{8}|Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1/;

/** The first credential in the text that its own form gives away (`any`: or a URL or a header); offsets are UTF-16 units from 0. */
export function credentialIn(text: string, by: "form" | "any" = "any"): Leak | undefined {
  if (!mayHoldCredential(text)) return undefined;
  for (const [what, format] of FORMATS) {
    for (const match of text.matchAll(format)) if (!DUMMY.test(match[0])) return { what, index: match.index };
  }
  if (by === "form") return undefined;
  for (const match of text.matchAll(URL)) {
    const [, user = "", password = ""] = match;
    if (isUrlPassword(user, password)) return { what: "a URL with a password", index: match.index };
  }
  const header = AUTHORIZATION.exec(text);
  if (header?.[1] !== undefined && looksGenerated(header[1]) && !DUMMY.test(header[1]))
    return { what: "an authorization header", index: header.index };
  return undefined;
}

/** Whether it is worth while to look for a credential in the text, or in the parts of what it is the source of. */
export function mayHoldCredential(text: string): boolean {
  return HINT.test(text);
}

/** Not what documentation writes: `user:password@`, `USER:PASSWORD@`, `%s:%s@`, `(user):(password)@`. */
function isUrlPassword(user: string, password: string): boolean {
  if (/^(?:\W|%[a-z(]|\.\.)/.test(password) || /^[A-Z]+(?:[_-][A-Z]+)*$/.test(password)) return false;
  if (/^(?:x+|redacted|masked|changeme)$/i.test(password)) return false;
  return !(/^(?:(?:my|your)?[-_]?(?:pass(?:word|wd)?|pwd|secret|token))$/i.test(password) && /user|login|name/i.test(user));
}

const PASSWORD = /(?:password|passwd|passphrase|requirepass|masterauth)$|(?:^|-)(?:pass|pwd)$|secret-access-key$/;
const GENERATED =
  /(?:^|-)(?:token|secret|secret-key-base|credentials?|(?:api|access|secret|private|auth|account|signing|encryption|master|storage|batch|cosmos|cosmos-?db|shared|primary|secondary|hmac|jwt|session|webhook)-?key)$/;
/** Names of a login for HTTP's Basic authentication: the value is `user:password`. */
const LOGIN = /(?:^|-)(?:basic-?auth|user-?pass)$/;
/** The half of a pair that is public, as a user's name is: `AWS_ACCESS_KEY_ID`. */
const IDENTIFIER = /(?:^|-)access-key-?id$/;

/** What every such name holds: of most names nothing else need be asked. */
const NAMED = /pass|pwd|token|secret|credential|key|masterauth|basic.?auth/i;

/** Whether the name of a credential may stand in the text. */
export function mayNameCredential(text: string): boolean {
  return NAMED.test(text);
}

/** `DB_PASSWORD`, `db.password` and `dbPassword` are db-password. */
function words(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .replace(/[^A-Za-z0-9]+/g, "-")
    .toLowerCase();
}

/**
 * Whether a value is a credential, going by its name and by itself. Under a name that ends in a word for password any literal is one. Names that end in
 * token, secret or key stand as often for something's name or place, so there the value must also look generated.
 */
export function isCredential(name: string, value: string): boolean {
  if (!mayNameCredential(name) || name === "PWD" || !isLiteral(value)) return false;
  const plain = words(name);
  if (LOGIN.test(plain)) return isLogin(value);
  return PASSWORD.test(plain) || (GENERATED.test(plain) && looksGenerated(value));
}

/** `user:password`, and not the words themselves. */
function isLogin(value: string): boolean {
  const [, user = "", password = ""] = /^([^:\s/]+):([^:\s/]+)$/.exec(value) ?? [];
  return password !== "" && isLiteral(password) && isUrlPassword(user, password);
}

/** Whether a value is the public half of a pair of keys, going by its name: it is of no use without the other. */
export function isKeyId(name: string, value: string): boolean {
  return IDENTIFIER.test(words(name)) && /^(?:AKIA|ASIA)[0-9A-Z]{16}$/.test(value.trim());
}

/** Letters and digits mixed in one long run, as nobody names things. */
export function looksGenerated(value: string): boolean {
  if (/^[A-Za-z0-9+/]{32,}={0,2}$/.test(value) && /[a-z]/.test(value) && /[A-Z]/.test(value) && /\d/.test(value)) return true;
  if (value.length < 16 || !/^[\w.+/=~-]+$/.test(value)) return false;
  return value.split(/[-_./]/).some((part) => part.length >= 10 && /\d/.test(part) && /[A-Za-z]/.test(part));
}

const SWITCH = /^(?:true|false|yes|no|on|off|none|null|nil|enabled?|disabled?|required|optional|prompt|auto|generated?|\d+)$/i;
const PLACEHOLDER =
  /^(?:\.\.\.|change|replace|insert|your|example|dummy|fake|placeholder|redacted|todo|fixme|tbd|empty|unset|ENC[[(]|__|%|@@|\[\[|\(\()|example/i;
const ELSEWHERE = /^(?:[-/.@]|(?:file|env|vault|arn|ssm|op|secret|sops|azurekeyvault|gcpsecretmanager):)/i;

/** Whether a person or a tool is to replace the text: `changeme`, `<password>`, `__PASSWORD__`, `$PASSWORD`, `{{ .password }}`, `ENC[…]`. */
export function isPlaceholder(text: string): boolean {
  return PLACEHOLDER.test(text) || isOneCharacter(text) || /^[$<]|\{\{|\$\{|<%/.test(text);
}

/** `xxxxxxxx`. An expression with a reference to a group would use up the stack on a value of megabytes. */
function isOneCharacter(text: string): boolean {
  const lower = text.toLowerCase();
  const [first = ""] = lower;
  return text.length > 1 && first !== "\n" && lower === first.repeat(lower.length / first.length);
}

/** Whether the text is a value of its own: no variable, placeholder, reference, path, mask, switch, number or prose. */
export function isLiteral(text: string): boolean {
  const value = text.replace(/^(["'])(.*)\1$/s, "$2");
  if (value.length < 3 || /[\s$`<>{}]|:\/\//.test(value)) return false;
  return !ELSEWHERE.test(value) && !SWITCH.test(value) && !PLACEHOLDER.test(value) && !isOneCharacter(value);
}
