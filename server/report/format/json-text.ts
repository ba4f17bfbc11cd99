// JSON with two blanks of indentation, made of pieces: the values of all findings at once would take several times the memory of their text.

/** A value as it stands at a depth of the document; its first line is not indented. */
export function indented(value: unknown, depth: number): string {
  // Written inside as many lists, it is indented already: what stands around it is cut off.
  let wrapped = value;
  for (let i = 0; i < depth; i++) wrapped = [wrapped];
  const text = JSON.stringify(wrapped, undefined, 2);
  return text.slice(depth * (depth + 3), text.length - depth * (depth + 1));
}

/** A list of values that are text already, each `indented` one level below the list's own depth. They are taken out: a large report is not kept twice. */
export function* listed(values: string[], depth: number): Iterable<string> {
  if (values.length === 0) {
    yield "[]";
    return;
  }
  const margin = `\n${"  ".repeat(depth + 1)}`;
  let before = `[${margin}`;
  for (let i = 0; i < values.length; i++) {
    yield `${before}${values[i]}`;
    values[i] = "";
    before = `,${margin}`;
  }
  values.length = 0;
  yield `\n${"  ".repeat(depth)}]`;
}
