import { oneLine } from "../plain.ts";

/** A table; empty without rows, which are lines already. */
export function table(head: readonly string[], rows: readonly string[]): string {
  return rows.length > 0 ? [`| ${head.join(" | ")} |`, `|${"---|".repeat(head.length)}`, ...rows].join("\n") : "";
}

/** Text that GitHub-flavoured Markdown shows as it is, also in a table. */
export function asText(text: string): string {
  return oneLine(text).replace(/[\\`*_[\]<>|#@~&]/g, (c) =>
    c === "<" ? "&lt;" : c === "&" ? "&amp;" : c === "@" ? "&#64;" : `\\${c}`,
  );
}

/** Text as code. */
export function code(text: string): string {
  const plain = oneLine(text).replaceAll("|", "\\|");
  return plain.includes("`") ? `\`\` ${plain} \`\`` : `\`${plain}\``;
}
