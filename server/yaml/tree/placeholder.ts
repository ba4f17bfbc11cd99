/**
 * Whether something fills a text in before the API server sees it: actions of templates (`{{ x }}`, `<% x %>`), variables of envsubst, Flux and shells
 * (`${X}`, `$TAG`), tokens that pipelines replace (`#{X}#`, `__X__`, `@X@`, `%X%`, `%{x}`, `((x))`, `[[x]]`), bindings of Chainsaw tests (`($namespace)`),
 * references of Argo CD's Vault plugin and of vals (`<path:X#Y>`, `ref+vault://X`), and what SOPS has encrypted. `$(X)` is none:
 * Kubernetes itself expands it. Nor is `<your-domain>`, which nobody but a person replaces.
 */
export function hasPlaceholder(text: string): boolean {
  if (text.includes("{{") || text.includes("${") || text.includes("<%") || isEncrypted(text) || text.startsWith("ref+"))
    return true;
  // In a text of several words these are a script's own, or prose.
  return MAY_MARK.test(text) && !/\s/.test(text) && TOKEN.test(text);
}

const MAY_MARK = /[$#@%]|__|\(\(|\[\[/;
const TOKEN =
  /(?:^|[/:.,@=_-])\$[A-Z][A-Z0-9_]*(?![\w(])|#\{[^{}]+\}#|__[A-Z][A-Z0-9_]*__|@[A-Z][A-Z0-9_]*@|%[A-Z][A-Z0-9_]{2,}%|[%$]\{[\w.-]+\}|^\(\$\w+\)$|^\(\([\w.-]+\)\)$|\[\[[\w.-]+\]\]|<path:[^<>]+#[^<>]+>/;

/** Whether a text is a value that SOPS has encrypted in place (https://getsops.io). */
export function isEncrypted(text: string): boolean {
  return text.startsWith("ENC[AES256_GCM,");
}
