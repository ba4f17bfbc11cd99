type Attributes = Readonly<Record<string, string | number>>;

/** An element with its attributes and content (elements, or escaped text), over several lines where it holds elements. */
export function element(name: string, attributes: Attributes, content: readonly string[] | string = []): string {
  const list = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(String(value))}"`);
  const open = `<${name}${list.join("")}`;
  if (typeof content === "string") return `${open}>${escapeXml(content)}</${name}>`;
  if (content.length === 0) return `${open}/>`;
  return `${open}>\n${content.map((child) => `${child.replace(/^/gm, "  ")}\n`).join("")}</${name}>`;
}

/** A document with its declaration. */
export function xmlDocument(root: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`;
}

/** Escapes markup and line breaks, so that an element stays on its lines; what XML 1.0 (section 2.2) does not know becomes U+FFFD. */
function escapeXml(text: string): string {
  return text
    .replace(/[&<>"]/g, (c) => (c === "&" ? "&amp;" : c === "<" ? "&lt;" : c === ">" ? "&gt;" : "&quot;"))
    .replace(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, (c) => (/[\t\n\r]/.test(c) ? `&#${c.charCodeAt(0)};` : "\ufffd"));
}
