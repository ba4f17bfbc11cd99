import type { Span } from "../../text/span.ts";
import { templateOf } from "../chart/templates.ts";
import { FUNCTIONS } from "../function/table.ts";
import type { SourceFile } from "../value/place.ts";
import type { Dump } from "./reference.ts";
import { ROOT } from "./reference.ts";
import { usesIn } from "./uses.ts";

const known = new WeakMap<SourceFile, readonly Dump[]>();

/** Where a file of templates writes values with `toYaml`, in order. Named templates mean by `.` what their callers in the file hand to them, or the root. */
export function dumpsIn(file: SourceFile): readonly Dump[] {
  const before = known.get(file);
  if (before) return before;
  const { dumps } = usesIn([{ file, template: templateOf(file, FUNCTIONS), root: ROOT }]);
  const made = [...dumps].sort((a: Span, b: Span) => a.start - b.start);
  known.set(file, made);
  return made;
}
