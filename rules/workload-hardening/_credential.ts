// What in a command line gives a credential away. Nothing here ever returns the credential itself.
import {
  clientPassword,
  credentialIn,
  credentialInAssignment,
  credentialInLine,
  isCredential,
  mayHoldClientPassword,
  mayHoldCredential,
  mayNameCredential,
} from "../../server/api.ts";

/** `--name value` or `--name=value` within a script, and `-Dname=value`. */
const FLAG = /(?:^|[\s;&|(])--?([A-Za-z][\w.-]*)(?:=|\s+)("[^"]*"|'[^']*'|[^\s;&|)]+)/g;

/** Whether it is worth while to look for a credential in a command, or in one of its words: most commands need be read no further. */
export function mayHoldCredentialInCommand(text: string): boolean {
  return mayNameCredential(text) || mayHoldClientPassword(text) || mayHoldCredential(text);
}

/** What credential a command holds, in words; `undefined` if none is found. Values that come from elsewhere (`$X`, files) are none. */
export function credentialInCommand(text: string): string | undefined {
  const leak = credentialIn(text);
  if (leak) return leak.what;
  const client = clientPassword(text);
  if (client) return client.what;
  for (const [whole, name = "", value = ""] of text.matchAll(FLAG))
    if (isCredential(name.replace(/^D/, ""), value)) return `the value of ${/--?/.exec(whole)?.[0] ?? ""}${name}`;
  return (credentialInLine("", text) ?? credentialInAssignment(text))?.what;
}
