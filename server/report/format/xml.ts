type Attributes = Readonly<Record<string, string | number>>;

/** An element with its attributes and content (elements, or escaped text), over several lines where it holds elements. */
export function element(name: string, attributes: Attributes, content: readonly string[] | string = []): string {
  const open = opened(name, attributes);
  if (typeof content === "string") return `${open}>${escapeXml(content)}</${name}>`;
  if (content.length === 0) return `${open}/>`;
  return `${open}>\n${content.map(inset).join("")}</${name}>`;
}

/** A document that is written piece by piece: its declaration and root element with the first child, or at the end. */
export class XmlDocument {
  readonly #name: string;
  readonly #head: string;
  #isEmpty = true;

  constructor(name: string, attributes: Attributes) {
    this.#name = name;
    this.#head = `<?xml version="1.0" encoding="UTF-8"?>\n${opened(name, attributes)}`;
  }

  /** An element in the root element. */
  child(text: string): readonly string[] {
    const pieces = this.#isEmpty ? [this.#head, ">\n", inset(text)] : [inset(text)];
    this.#isEmpty = false;
    return pieces;
  }

  end(): readonly string[] {
    return this.#isEmpty ? [this.#head, "/>\n"] : [`</${this.#name}>\n`];
  }
}

function opened(name: string, attributes: Attributes): string {
  const list = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(String(value))}"`);
  return `<${name}${list.join("")}`;
}

function inset(child: string): string {
  return `${child.replace(/^/gm, "  ")}\n`;
}

/** Escapes markup and line breaks, so that an element stays on its lines; what XML 1.0 (section 2.2) does not know becomes U+FFFD. */
function escapeXml(text: string): string {
  return text
    .replace(/[&<>"]/g, (c) => (c === "&" ? "&amp;" : c === "<" ? "&lt;" : c === ">" ? "&gt;" : "&quot;"))
    .replace(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, (c) => (/[\t\n\r]/.test(c) ? `&#${c.charCodeAt(0)};` : "\ufffd"));
}
