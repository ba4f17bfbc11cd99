/** What the API's own documentation says of definitions and fields. */
export interface Descriptions {
  /** By the name of a definition (`core.v1.Container`) and, for one of its fields, that of the field. */
  of(definition: string, field?: string): string | undefined;
}

export const NO_DESCRIPTIONS: Descriptions = { of: () => undefined };

/**
 * Reads descriptions.table.txt: a line for each definition with a tab and its text; below it, behind a tab, its fields; `=12` stands for the
 * text of line 12, from 0.
 */
export function readDescriptions(text: string): Descriptions {
  const lines = text.split("\n");
  const textAt = (line: number): string => (lines[line] as string).slice((lines[line] as string).lastIndexOf("\t") + 1);
  const places = new Map<string, number>();
  let definition = "";
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] as string;
    const end = line.lastIndexOf("\t");
    if (line.startsWith("\t")) places.set(`${definition} ${line.slice(1, end)}`, i);
    else {
      definition = line.slice(0, end);
      places.set(definition, i);
    }
  }
  return {
    of(name, field) {
      const line = places.get(field === undefined ? name : `${name} ${field}`);
      if (line === undefined) return undefined;
      const found = textAt(line);
      const other = /^=(\d+)$/.exec(found)?.[1];
      return (other === undefined ? found : textAt(Number(other))) || undefined;
    },
  };
}
