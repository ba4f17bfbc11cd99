import { trim } from "../function/string.ts";
import { slice, type Text } from "../value/text.ts";

const SEPARATOR = /(?:^|\n)---[\t\n\f\r ]*/g;
const SPACES = new Set("\t\n\f\r ");

/** The documents of what a file renders to, as Helm parts them: also at a `---` that is followed by something, and within block scalars. */
export function splitManifests(text: Text): readonly Text[] {
  const whole = trim(text);
  const documents: Text[] = [];
  let at = 0;
  for (const { 0: separator, index } of whole.text.matchAll(SEPARATOR)) {
    let end = index;
    while (end > at && SPACES.has(whole.text[end - 1] as string)) end--;
    if (end > at) documents.push(trim(slice(whole, at, end)));
    at = index + separator.length;
  }
  if (at < whole.text.length) documents.push(trim(slice(whole, at)));
  return documents;
}
