/**
 * Whether a text is a Go template: an action `{{ … }}` stands where YAML expects a node (a line of its own, a key, a value). Inside
 * comments, quoted scalars, block scalars and the middle of plain ones braces are ordinary text: so they are in manifests of Argo, Kyverno
 * or Prometheus. One scan by lines that needs no sound YAML. Whether a place or a language forces template mode is for the caller to say.
 */
export function isTemplate(text: string): boolean {
  if (!text.includes("{{")) return false;
  let quote = ""; // the quote that is still open
  let block = -1; // inside a block scalar: the column that its lines must exceed
  let plain = -1; // a plain scalar stands above: the column that a line must exceed to go on with it
  for (let start = 0, next = 0; start < text.length; start = next) {
    const end = text.indexOf("\n", start);
    next = end < 0 ? text.length : end + 1;
    const line = text.slice(start, next);
    const column = line.search(/\S/);
    if (column < 0) continue;
    if (column === 0 && BOUNDARY.test(line)) {
      quote = "";
      block = -1;
      plain = -1;
      continue;
    }
    if (quote) {
      quote = isStillOpen(line, 0, quote) ? quote : "";
      continue;
    }
    if (block >= 0 && column > block - 1) continue;
    block = -1;
    if (line[column] === "#" || line[0] === "%") continue; // a comment, or a directive
    if (plain >= 0 && column >= plain) continue;
    plain = -1;
    const [, dashes = "", key = ""] = HOLDER.exec(line) ?? [];
    const at = dashes.length + key.length;
    if (line.startsWith("{{", at) || line.startsWith("{{", dashes.length)) return true;
    const own = key ? dashes.length + 1 : dashes.lastIndexOf("-") + 1; // the smallest column of what belongs to this line's node
    const value = line
      .slice(at)
      .replace(/(?:^|\s)#.*/, "")
      .trimEnd();
    const mark = value[0];
    if (mark === '"' || mark === "'") quote = isStillOpen(line, at + 1, mark) ? mark : "";
    else if (/^(?:[!&]\S*\s+)*[|>][-+\d]*$/.test(value)) block = own;
    else if (mark === "[" || mark === "{") {
      if (hasFlowAction(value)) return true;
    } else if (value) plain = own;
  }
  return false;
}

/** What ends a document, also within a quoted or block scalar: so each document is judged by itself. */
const BOUNDARY = /^(---|\.\.\.\s)/;

/** The dashes (and blanks) at the beginning of a line, then a key with its colon and what separates it from the value. */
const HOLDER =
  /^((?:\s|-\s|\?\s)*)((?:"(?:[^"\\]|\\.)*" *|'(?:[^']|'')*' *|[^\s"'#{[][^#:]*(?::[^\s:][^#:]*)*):(?:\s+|$)|[A-Za-z]\w*:(?=\{\{))?/;

/** Whether an action stands where a flow collection expects a key or a value. */
function hasFlowAction(flow: string): boolean {
  let quote = "";
  let expected = true; // nothing stands yet since the last bracket, comma or colon
  for (let at = 0; at < flow.length; at++) {
    const c = flow[at] as string;
    if (quote) {
      if (c === "\\" && quote === '"') at++;
      else if (c === quote) quote = "";
    } else if (expected && (c === '"' || c === "'")) quote = c;
    else if (expected && at > 0 && flow.startsWith("{{", at)) return true;
    else if (c !== " ") expected = c === "[" || c === "{" || c === "," || c === ":";
  }
  return false;
}

/** Whether a quoted scalar is not closed in the line from the offset on. */
function isStillOpen(line: string, from: number, quote: string): boolean {
  for (let at = from; at < line.length; at++) {
    if (quote === '"' && line[at] === "\\") at++;
    else if (line[at] === quote) {
      if (quote === "'" && line[at + 1] === quote) at++;
      else return false;
    }
  }
  return true;
}
