// What in a command line gives a credential away. Nothing here ever returns the credential itself.

const SECRET_NAME =
  /(?:password|passwd|passphrase|requirepass|(?:^|[-_.])(?:token|api-?key|(?:access|auth|bearer|api)-?token|client-?secret|secret-?(?:access-?)?key))$/i;

/** `--name value` or `--name=value` within a script, and `-Dname=value`. */
const FLAG = /(?:^|[\s;&|(])--?([A-Za-z][\w.-]*)(?:=|\s+)("[^"]*"|'[^']*'|[^\s;&|)]+)/g;

/** Programs that take a password by a flag of one letter. */
const CLIENT =
  /\b(?:(?:mysql|mysqldump|mysqladmin|mariadb|mariadb-admin)\b[^;&|\n]*?\s-p|(?:redis|valkey)-cli\b[^;&|\n]*?\s-a\s+|sshpass\s+-p\s*|curl\b[^;&|\n]*?\s(?:-u|--user)\s+["']?[^\s:"'$]+:)["']?([^\s"'$;&|)]+)/;

const URL = /[a-z][a-z0-9+.-]*:\/\/[^\s:@/$<{"']*:([^\s@/$<{*"']+)@/i;

const BEARER = /\b(?:Bearer|Basic)\s+[A-Za-z0-9._~+/=-]{16,}/;

const KEY =
  /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b|\bgh[oprsu]_[A-Za-z0-9]{36}\b|\bgithub_pat_\w{22,}|\bglpat-[\w-]{20}|\bxox[abprs]-[\w-]{10,}|\bAIza[\w-]{35}|\bsk_live_\w{16,}|\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]+|-----BEGIN [A-Z ]*PRIVATE KEY-----/;

/** Whether `name` is that of a flag whose value is a credential. */
export function isSecretFlag(name: string): boolean {
  return SECRET_NAME.test(name);
}

/** What credential a text holds, in words; `undefined` if none is found. Values that come from elsewhere (`$X`, files) are none. */
export function credentialIn(text: string): string | undefined {
  if (URL.test(text)) return "a URL with a password";
  if (BEARER.test(text)) return "an authorization header";
  const key = KEY.exec(text);
  if (key && !key[0].endsWith("EXAMPLE")) return "a key";
  const client = CLIENT.exec(text);
  if (client?.[1] !== undefined && isLiteral(client[1])) return "a password";
  for (const [, name = "", value = ""] of text.matchAll(FLAG))
    if (isSecretFlag(name) && isLiteral(value)) return `the value of ${name}`;
  return undefined;
}

/** Whether the text is a value of its own: no variable, placeholder, path, mask, other flag or well-known dummy. */
export function isLiteral(text: string): boolean {
  const value = text.replace(/^(["'])(.*)\1$/s, "$2");
  if (value.length < 3 || /[$`<>{}]|:\/\//.test(value) || /^([-/.@]|file:)/.test(value)) return false;
  return !/^(?:true|false|none|null|changeit|\*+|x+)$/i.test(value);
}
