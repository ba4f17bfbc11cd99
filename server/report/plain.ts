// Text from a manifest is shown to people and read by other programs: nothing in it may steer a terminal or break a line.

const STEERING = /[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu;
const NARROW = /^[ -~]*$/;
const ZERO_WIDTH = /\p{Mn}|\p{Me}|\p{Cf}/u;
const WIDE =
  /\p{Emoji_Presentation}|[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]/u;

/** The text on one line: white space becomes a blank, other control characters and changes of direction become U+FFFD. */
export function oneLine(text: string): string {
  return text.replace(STEERING, (c) => (/\s/.test(c) ? " " : "\ufffd"));
}

/** A line of source as it can be shown: tabs stay. */
export function shown(line: string): string {
  return line.replace(STEERING, (c) => (c === "\t" ? c : "\ufffd"));
}

/** As much white space as the text is wide in a terminal: tabs stay tabs, wide characters count two, combining ones none. */
export function blank(text: string): string {
  if (NARROW.test(text)) return " ".repeat(text.length);
  let blanks = "";
  for (const c of text) blanks += c === "\t" ? c : " ".repeat(columns(c));
  return blanks;
}

/** How many terminal columns the text takes; a tab counts as one. */
export function width(text: string): number {
  if (NARROW.test(text)) return text.length;
  let sum = 0;
  for (const c of text) sum += columns(c);
  return sum;
}

function columns(c: string): number {
  if (c < "\u0300") return 1;
  return ZERO_WIDTH.test(c) ? 0 : WIDE.test(c) ? 2 : 1;
}
