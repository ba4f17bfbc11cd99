import { type Cursor, isBlankOrEnd, isNameCharacter, Refusal } from "./cursor.ts";

// Anchors, aliases and tags. Each function begins at the indicator, and leaves the cursor behind.

/** The name behind a `&` or `*`. */
export function scanName(at: Cursor): string {
  const { pos: start } = at;
  at.pos++;
  while (isNameCharacter(at.peek())) at.pos++;
  const name = at.text.slice(start + 1, at.pos);
  const c = at.peek();
  if (name === "" || !(isBlankOrEnd(c) || "?:,]}%@`".includes(String.fromCharCode(c))))
    throw new Refusal(
      start,
      at.pos + (isBlankOrEnd(c) ? 0 : 1),
      "The name of an anchor is made of letters, digits, - and _. Quote the value if it is a text.",
      { text: "did not find expected alphabetic or numeric character", at: at.pos, from: start, scans: true },
    );
  return name;
}

const URI = /(?:[\w\-;/?:@&=+$,.!~*'()[\]]|%[0-9a-fA-F]{2})*/y;
const NO_URI = "did not find expected tag URI";
const CORE = "tag:yaml.org,2002:";

/** A tag in full: `!!str` is `tag:yaml.org,2002:str`. Handles other than `!` and `!!` need a directive, which no file for Kubernetes can have. */
export function scanTag(at: Cursor): string {
  const { pos: start } = at;
  let tag: string;
  if (at.peek(1) === 60) {
    at.pos += 2;
    tag = scanUri(at);
    if (tag === "" || at.peek() !== 62)
      throw new Refusal(start, at.pos, 'This tag is not closed. Put a ">" at its end.', {
        text: tag === "" ? NO_URI : "did not find the expected '>'",
        at: at.pos,
        from: start,
        scans: true,
      });
    at.pos++;
  } else {
    at.pos++;
    while (isNameCharacter(at.peek())) at.pos++;
    const handle = at.text.slice(start + 1, at.pos);
    if (at.peek() === 33) {
      at.pos++;
      const suffix = scanUri(at);
      if (handle !== "" || suffix === "")
        throw new Refusal(start, at.pos, `There is no tag "${at.text.slice(start, at.pos)}". Quote the value if it is a text.`, {
          text: suffix === "" ? NO_URI : "found undefined tag handle",
          at: suffix === "" ? at.pos : start,
          from: start,
          scans: suffix === "",
        });
      tag = CORE + suffix;
    } else tag = `!${handle}${scanUri(at)}`;
  }
  if (!isBlankOrEnd(at.peek()))
    throw new Refusal(start, at.pos + 1, "A space is missing behind this anchor or tag.", {
      text: "did not find expected whitespace or line break",
      at: at.pos,
      from: start,
      scans: true,
    });
  return tag;
}

function scanUri(at: Cursor): string {
  URI.lastIndex = at.pos;
  const uri = URI.exec(at.text)?.[0] ?? "";
  at.pos += uri.length;
  try {
    return decodeURIComponent(uri);
  } catch {
    throw new Refusal(at.pos - uri.length, at.pos, "The escapes of this tag make no text.");
  }
}
