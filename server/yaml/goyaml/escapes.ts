/** What stands behind a backslash and is decoded to one character (YAML 1.2.2, section 5.7), as goyaml has it; `\/` is for JSON only. */
export const ESCAPES: Readonly<Record<string, string>> = {
  "0": "\0",
  a: "\x07",
  b: "\b",
  e: "\x1b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  N: "\x85",
  _: "\xa0",
  L: "\u2028",
  P: "\u2029",
  " ": " ",
  '"': '"',
  "'": "'", // not in the specification
  "\\": "\\",
  "\t": "\t",
};

/** How many hexadecimal digits follow. */
export const HEX_ESCAPES: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };
