import type { Comment, Node } from "../tree/tree.ts";
import { Composer } from "./compose.ts";
import { Refusal } from "./cursor.ts";
import { Scanner } from "./scanner.ts";

/** What goyaml makes of a text. Offsets are those of the text. */
export interface Reading {
  readonly root: Node | undefined;
  readonly comments: readonly Comment[];
  /** Where something stands behind the document that nobody reads; -1 where nothing does. */
  readonly rest: number;
  /** Why goyaml, which looks at what follows the document to see that it ends, refuses the text after all. */
  readonly refusal: Refusal | undefined;
}

/** A control character, half of a surrogate pair, or what Unicode has set aside: goyaml's reader takes none of them. */
export const FORBIDDEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/**
 * Reads one document as Kubernetes' decoder does: by the rules of goyaml (go.yaml.in/yaml/v2, a port of libyaml), which differ from YAML 1.2 in
 * line breaks, in what may stand in brackets and in a hundred small things. `separated`: the `---` that begins the text only separates it
 * from what stands before; else the decoder sees it. What kubectl refuses is a `Refusal`; it stops at the first.
 *
 * This reader is exact and slow. What is usual is read by `../parser`, which leaves to it whatever is odd.
 */
export function readAsGoyaml(text: string, separated: boolean): Reading | Refusal {
  // kubectl reads lines, and ends each with a line feed. Behind a carriage return that makes no other break, so it is left out: `\r\r\n` would be one.
  const source = /[\n\r]$/.test(text) ? text : `${text}\n`;
  const bad = FORBIDDEN.exec(source);
  if (bad) return new Refusal(bad.index, bad.index + 1, forbidden(bad[0]), { text: "control characters are not allowed" });
  try {
    const scanner = new Scanner(source, separated, text.length);
    const composer = new Composer(source, scanner);
    const root = composer.readRoot(separated);
    const rest = restOf(scanner);
    return composer.refusal ? (rest.refusal ?? composer.refusal) : { root, comments: scanner.comments, ...rest };
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

/** goyaml ends a document at the first thing that is no part of it, and looks no further. */
function restOf(scanner: Scanner): Pick<Reading, "rest" | "refusal"> {
  let isFirst = true;
  try {
    for (let token = scanner.peek(); ; token = scanner.peek()) {
      if (token.kind === "stream end") return { rest: -1, refusal: undefined };
      if (token.kind !== "document end") return { rest: token.start, refusal: undefined };
      isFirst = false;
      scanner.skip();
    }
  } catch (error) {
    if (error instanceof Refusal) return { rest: error.start, refusal: isFirst ? error : undefined };
    throw error;
  }
}

function forbidden(character: string): string {
  const code = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
  // A byte that is no UTF-8 is read as the surrogate U+DC00 + byte (disk/encoding.ts).
  if (/^DC[89A-F]/.test(code))
    return `The byte 0x${code.slice(2)} stands here, which is not UTF-8. Save the file in that encoding.`;
  return `The character U+${code} stands here, which no YAML file can contain. Remove it, or write it as an escape in double quotes.`;
}
