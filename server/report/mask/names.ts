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

/** Whether a name has to do with a secret at all: also one of where it lies. */
export function isAboutSecret(name: string): boolean {
  return WORD.test(words(name));
}

/** Whether a value under this name may be a secret. */
export function mayNameSecret(name: string): boolean {
  const plain = words(name.replace(/^-+/, ""));
  return WORD.test(plain) && !ABOUT.test(plain);
}

/**
 * What may be shown of a text that is a flag or a variable with its value: `--db-password=`, with a quote before it; empty where the text is anything else.
 * What follows a single dash may be a password itself (`-psecret=`).
 */
export function flagNameIn(text: string): string {
  const [shown = "", name = ""] = /^\s*["']?(--[A-Za-z][\w.-]*|[A-Z][A-Z0-9_]*)=/.exec(text) ?? [];
  return mayNameSecret(name) ? shown : "";
}
