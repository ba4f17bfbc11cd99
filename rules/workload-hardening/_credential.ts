// What in a command line gives a credential away. Nothing here ever returns the credential itself.
import { credentialIn, isCredential, isLiteral, mayHoldCredential, mayNameCredential } from "../../server/api.ts";

/** `--name value` or `--name=value` within a script, and `-Dname=value`. */
const FLAG = /(?:^|[\s;&|(])--?([A-Za-z][\w.-]*)(?:=|\s+)("[^"]*"|'[^']*'|[^\s;&|)]+)/g;

/** Programs that take a password by a flag of one letter. */
const CLIENT =
  /\b(?:(?:mysql|mysqldump|mysqladmin|mariadb|mariadb-admin)\b[^;&|\n]*?\s-p|(?:redis|valkey)-cli\b[^;&|\n]*?\s-a\s+|sshpass\s+-p\s*|curl\b[^;&|\n]*?\s(?:-u|--user)\s+["']?[^\s:"'$]+:)["']?([^\s"'$;&|)]+)/;

/** Whether it is worth while to look for a credential in a command, or in one of its words: most commands need be read no further. */
export function mayHoldCredentialInCommand(text: string): boolean {
  return mayNameCredential(text) || /mysql|mariadb|redis|valkey|curl/.test(text) || mayHoldCredential(text);
}

/** What credential a command holds, in words; `undefined` if none is found. Values that come from elsewhere (`$X`, files) are none. */
export function credentialInCommand(text: string): string | undefined {
  const leak = credentialIn(text);
  if (leak) return leak.what;
  const client = CLIENT.exec(text);
  if (client?.[1] !== undefined && isLiteral(client[1])) return "a password";
  for (const [, name = "", value = ""] of text.matchAll(FLAG))
    if (isCredential(name.replace(/^D/, ""), value)) return `the value of ${name}`;
  return undefined;
}
