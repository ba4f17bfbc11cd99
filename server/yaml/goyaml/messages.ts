import { MAX_DEPTH } from "../tree/tree.ts";

// What is said by both readers, this one and the fast one.

export const NO_KEY = "A key is missing before this colon.";

export const NOTHING_ENDS = 'No document stands before this "...", and kubectl refuses the file. Remove the line.';

export const TABS = "Tabs cannot indent YAML. Use spaces.";

export const SECOND_COLON = "A second colon makes a key of this value. Quote the value, or put it on a line of its own.";

export const NO_ITEM = 'This line is no item of the list above. Begin it with "- ", or check its indentation.';

export const DIRECTIVE = 'kubectl reads no directives such as %YAML: remove the line, or quote a value that begins with "%".';

export const KEY_IS_NO_SCALAR = "A key must be a scalar here: Kubernetes objects have no keys that are lists or maps.";

export const TOO_DEEP = `Collections are nested more than ${MAX_DEPTH} deep here. What follows was not read.`;

/** Without the name: what begins with an asterisk may be a password that lacks its quotes. */
export const NO_SUCH_ANCHOR = "No anchor of this name stands before this alias. Define it above, or quote the value.";

export function containsItself(name: string): string {
  return `This alias stands inside the value that "&${name}" names, which would contain itself. Kubernetes refuses that.`;
}

export function badEscape(sequence: string): string {
  return `${sequence} is no escape sequence in double quotes. Write "\\\\" for a backslash, or use single quotes.`;
}
