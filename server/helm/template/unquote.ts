/** The string that a quoted or raw Go string, or a character constant, stands for; `undefined` if an escape is none. */
export function unquote(quoted: string): string | undefined {
  const quote = quoted[0] as string;
  const body = quoted.slice(1, -1);
  if (quote === "`") return body.replaceAll("\r", "");
  if (!body.includes("\\")) return body;
  let made = "";
  let bytes: number[] = [];
  const flush = (): void => {
    if (bytes.length > 0) made += new TextDecoder().decode(Uint8Array.from(bytes));
    bytes = [];
  };
  for (let i = 0; i < body.length; i++) {
    if (body[i] !== "\\") {
      flush();
      made += body[i];
      continue;
    }
    ESCAPE.lastIndex = i;
    const found = ESCAPE.exec(body);
    const read = found && readEscape(found, quote);
    if (!read) return undefined;
    if (typeof read === "string") {
      flush();
      made += read;
    } else bytes.push(...read);
    i += (found as RegExpExecArray)[0].length - 1;
  }
  flush();
  return made;
}

const ESCAPE = /\\(?:([abfnrtv\\'"])|([0-7]{3})|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))/y;
const SIGNS: Readonly<Record<string, string>> = { a: "\x07", b: "\b", f: "\f", n: "\n", r: "\r", t: "\t", v: "\v", "\\": "\\" };

/** A character, or the bytes of one. */
function readEscape([, sign, octal, hex, short, long]: RegExpExecArray, quote: string): string | readonly number[] | undefined {
  if (sign === "'" || sign === '"') return sign === quote ? sign : undefined;
  if (sign) return SIGNS[sign];
  const byte = octal ? Number.parseInt(octal, 8) : hex ? Number.parseInt(hex, 16) : undefined;
  if (byte !== undefined) return byte <= 255 ? [byte] : undefined;
  const code = Number.parseInt((short ?? long) as string, 16);
  return code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : undefined;
}
