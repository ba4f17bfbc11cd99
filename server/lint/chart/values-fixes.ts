import type { SourceFile } from "../../helm/value/place.ts";
import { placeAt, type Text } from "../../helm/value/text.ts";
import { baseName } from "../../text/path.ts";
import type { Op } from "../../yaml/edit/op.ts";
import { parse } from "../../yaml/parser/parse.ts";
import { cut } from "../../yaml/parser/slice.ts";
import { Field, type Path, type Segment } from "../../yaml/tree/field.ts";
import { keyAt } from "../../yaml/tree/key-at.ts";
import type { Node, Scalar, Tree } from "../../yaml/tree/tree.ts";
import type { Fix } from "../rule/finding.ts";

/**
 * The fixes of a finding in a rendered document as changes of the file of values from which what they change comes: a scalar that is one of its
 * values, or a block that `toYaml` writes. One that would change something else too is left out. Whoever applies one looks it over, for other templates may
 * read the value.
 */
export function valuesFixes(text: Text, file: SourceFile, fixes: readonly Fix[]): readonly Fix[] {
  const first = cut(file.text)[0];
  if (fixes.length === 0 || text.unknown || !first) return [];
  const source: Source = { text, file, values: parse(file.text, first.start, first.end), root: Field.root(parse(text.text)) };
  return fixes.flatMap((fix): readonly Fix[] => {
    const ops = fix.edits ? [] : fix.ops.map((op) => opInValues(source, op));
    if (ops.length === 0 || !ops.every((op) => op !== undefined)) return [];
    return [{ title: `${fix.title} in ${baseName(file.path)}`, class: "suggestion", manual: true, ops }];
  });
}

interface Source {
  readonly text: Text;
  readonly file: SourceFile;
  readonly values: Tree;
  /** Of the rendered document. */
  readonly root: Field;
}

function opInValues(source: Source, op: Op): Op | undefined {
  if (op.op === "order") return undefined;
  const path = pathInValues(source, op.path);
  return path && path.length > 0 ? { ...op, path } : undefined;
}

/** Where in the values that stands which stands at a path of the rendered document, or would stand there. */
function pathInValues(source: Source, path: Path): Path | undefined {
  for (let length = path.length; length > 0; length--) {
    const field = source.root.at(...path.slice(0, length));
    if (!field.exists) continue;
    const rest = path.slice(length);
    const at = rest.length === 0 && field.node?.kind === "scalar" ? pathOfScalar(source, field) : pathOfBlock(source, field);
    return at && [...at, ...rest];
  }
  return undefined;
}

function pathOfScalar({ text, file, values }: Source, { site, value }: Field): Path | undefined {
  const place = placeAt(text, site.start, site.end);
  const found = place?.file === file ? scalarAt(values.root, place.start - values.from, []) : undefined;
  return found && found.scalar.value === value ? found.path : undefined;
}

/** A block whose entries all come from one mapping of the values. */
function pathOfBlock({ text, file, values }: Source, { node }: Field): Path | undefined {
  if (node?.kind !== "mapping" || node.entries.length === 0) return undefined;
  const parents = node.entries.map(({ key }) => {
    const place = placeAt(text, key.start, key.end);
    return place?.file === file ? keyAt(values, place.start - values.from)?.slice(0, -1) : undefined;
  });
  const [parent] = parents;
  return parent && parents.every((one) => one && one.length === parent.length && one.every((part, i) => part === parent[i]))
    ? parent
    : undefined;
}

interface Found {
  readonly scalar: Scalar;
  readonly path: Path;
}

function scalarAt(node: Node | undefined, offset: number, path: readonly Segment[]): Found | undefined {
  if (!node || offset < node.start || offset > node.end) return undefined;
  if (node.kind === "scalar") return { scalar: node, path };
  const inside: readonly (readonly [Segment, Node])[] =
    node.kind === "mapping"
      ? node.entries.map(({ name, value }) => [name, value] as const)
      : node.kind === "sequence"
        ? node.items.map(({ value }, i) => [i, value] as const)
        : [];
  for (const [segment, value] of inside) {
    const found = scalarAt(value, offset, [...path, segment]);
    if (found) return found;
  }
  return undefined;
}
