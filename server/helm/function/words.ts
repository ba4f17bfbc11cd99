type Kind = "connector" | "punctuation" | "upper" | "letters" | "number" | "other";

interface Word {
  readonly kind: Kind;
  readonly text: string;
}

// Letters are those of words; a sign of Chinese, Japanese or Korean is none.
const LETTER = "(?![\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}])\\p{L}";
const SMALL = `(?!\\p{Lu})${LETTER}`;

const WORD = new RegExp(
  [
    "(?<connector>[-_\\s\\u0085]+)",
    "(?<punctuation>\\p{P}+)",
    // The last capital of several belongs to the small letters behind it.
    `(?<upper>\\p{Lu}+(?=\\p{Lu}${SMALL})|\\p{Lu}{2,}|\\p{Lu}(?:${SMALL})*)`,
    `(?<letters>(?:${SMALL})+)`,
    "(?<number>\\p{N}+)",
    `(?<other>(?:(?![-_\\s\\u0085]|\\p{P}|\\p{N}|${LETTER}).)+|.)`,
  ].join("|"),
  "gsu",
);

function wordsOf(text: string): readonly Word[] {
  return Array.from(text.matchAll(WORD), ({ groups = {} }) => {
    const kind = (Object.keys(groups) as Kind[]).find((one) => groups[one] !== undefined) as Kind;
    return { kind, text: groups[kind] as string };
  });
}

/** A text in small letters, with its words connected: `HTTPServer` is `http_server` (github.com/huandu/xstrings, `ToSnakeCase` and `ToKebabCase`). */
export function connected(text: string, by: string): string {
  const words = wordsOf(text);
  let made = "";
  const write = ({ kind, text: word }: Word): void => {
    if (kind === "connector") made += by.repeat([...word].length);
    else made += kind === "upper" ? word.toLowerCase() : word;
  };
  /** A connector before a word that is neither punctuation nor one itself. */
  const connect = (next: Word | undefined): void => {
    if (next && next.kind !== "punctuation" && next.kind !== "connector") made += by;
  };
  const isOfNumber = (word: Word | undefined) => word?.kind === "letters" || word?.kind === "number";
  for (let i = 0; i < words.length; ) {
    const word = words[i++] as Word;
    write(word);
    if (word.kind === "connector" || word.kind === "punctuation") continue;
    if (word.kind !== "number") {
      if (words[i]?.kind !== "number" || i + 1 === words.length) {
        if (words[i]?.kind !== "number") connect(words[i]);
        continue;
      }
      // Small letters behind the digits belong to them, and both are a word of their own; else the digits belong to the word before.
      if (words[i + 1]?.kind !== "letters") {
        write(words[i++] as Word);
        connect(words[i]);
        continue;
      }
      made += by;
      write(words[i++] as Word);
    }
    while (isOfNumber(words[i])) write(words[i++] as Word);
    connect(words[i]);
  }
  return made;
}

const CONNECTOR = /[-_\s\u0085]/u;
const UPPER = /\p{Lu}/u;

/** A text with its words joined, each with a capital: `http_server` is `HttpServer` (`ToPascalCase`). Connectors around the words stay. */
export function pascal(text: string): string {
  const [, lead = "", body = ""] = /^([-_\s\u0085]*)(.*)$/su.exec(text) ?? [];
  const [first, ...rest] = [...body];
  if (first === undefined) return lead + ([...lead].at(-1) ?? ""); // as there, the last connector twice
  let made = lead;
  let last = first.toUpperCase();
  let isShouted = UPPER.test(first);
  for (const character of rest) {
    let now = character;
    if (CONNECTOR.test(now) && CONNECTOR.test(last)) made += last;
    else if (CONNECTOR.test(last)) {
      isShouted = UPPER.test(now);
      now = now.toUpperCase();
    } else {
      if (isShouted && UPPER.test(now)) now = now.toLowerCase();
      else isShouted = false;
      made += last;
    }
    last = now;
  }
  return made + last;
}
