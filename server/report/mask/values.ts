import { isPlaceholder, looksGenerated } from "../../kube/credential.ts";
import { NONE } from "../../text/none.ts";
import type { Span } from "../../text/span.ts";
import { flagNameIn, isAboutSecret, mayNameSecret } from "./names.ts";

/** Whether a value may be a secret by the name that it stands under: also where an object belongs that names one, and where the name only speaks of one. */
export function isSecretUnder(name: string, value: string): boolean {
  if (mayNameSecret(name) || name === "valueFrom" || name === "secretRef" || name === "secretKeyRef") return mayBeSecret(value);
  return /[rR]ef$|[iI]d$|[vV]alue$/.test(name) && isAboutSecret(name) && looksGenerated(value);
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

/** `$NAME`, `$(NAME)`, `${NAME}`: where a value comes from, and none. */
export function isVariable(value: string): boolean {
  return /^\$(?:\w+|\([^)]*\)|\{[^}]*\})$/.test(value);
}

/** Words of a text that nobody would write by hand, or only for a password. */
export function generatedIn(text: string): readonly Span[] {
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
export function unmistakableIn(text: string): readonly Span[] {
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
