import type { Severity } from "../../lint/rule/finding.ts";
import type { Style } from "../report.ts";

/** Colours of a terminal, or none. */
export interface Paint {
  bold(text: string): string;
  dim(text: string): string;
  severity(severity: Severity, text: string): string;
  green(text: string): string;
  red(text: string): string;
  /** A text that leads to a page, where the terminal shows links and there is a page. */
  link(text: string, url: string | null): string;
}

const COLOR: Readonly<Record<Severity, number>> = { error: 31, warning: 33, info: 36 };

/** SGR sequences (ECMA-48, section 8.3.117) and links (OSC 8, as VTE and iTerm2 introduced them), or the plain text. */
export function paint({ color, hyperlinks = false }: Style): Paint {
  const sgr = (on: number, off: number) => (text: string) => (color && text ? `\u001b[${on}m${text}\u001b[${off}m` : text);
  return {
    bold: sgr(1, 22),
    dim: sgr(2, 22),
    severity: (severity, text) => sgr(COLOR[severity], 39)(text),
    green: sgr(32, 39),
    red: sgr(31, 39),
    link: (text, url) => (hyperlinks && url !== null ? `\u001b]8;;${url}\u001b\\${text}\u001b]8;;\u001b\\` : text),
  };
}
