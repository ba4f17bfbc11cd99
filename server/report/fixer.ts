import { DIALECTS } from "../lint/dialect.ts";
import type { Fix, FixClass } from "../lint/finding.ts";
import { renderFix } from "../lint/fix.ts";
import type { FileResult, PlacedFinding } from "../lint/result.ts";
import type { Edit } from "../text/edit.ts";
import { type Span, shift } from "../text/span.ts";
import type { Tree } from "../yaml/tree.ts";

/** A fix that can be carried out: its edits are absolute offsets in the file's text, sorted, not overlapping. */
export interface OfferedFix {
  readonly title: string;
  readonly class: FixClass;
  readonly edits: readonly Edit[];
}

/** Renders the fixes of findings for a report. It remembers which can be carried out, and never their edits: those may be many. */
export interface Fixer {
  /** The fixes of a finding that can be carried out. */
  offers(file: FileResult, finding: PlacedFinding): readonly Fix[];
  /** The same with their edits. */
  fixes(file: FileResult, finding: PlacedFinding): readonly OfferedFix[];
}

const NONE: readonly never[] = [];

export function makeFixer(): Fixer {
  const offered = new Map<PlacedFinding, readonly Fix[]>();
  const treeOf = lastTree();
  const render = (file: FileResult, finding: PlacedFinding, fix: Fix): readonly Edit[] => {
    const tree = treeOf(file, finding.slice);
    const edits = tree && renderFix(tree, fix, DIALECTS[file.dialect].parse);
    return edits && tree.from > 0 ? edits.map((edit) => ({ ...shift(edit, tree.from), newText: edit.newText })) : (edits ?? NONE);
  };
  return {
    offers(file, finding) {
      const { fixes } = finding;
      if (fixes.length === 0) return NONE;
      let known = offered.get(finding);
      if (!known) {
        known = fixes.filter((fix) => render(file, finding, fix).length > 0);
        offered.set(finding, known);
      }
      return known;
    },
    fixes(file, finding) {
      const fixes: OfferedFix[] = [];
      const offers: Fix[] = [];
      for (const fix of offered.get(finding) ?? finding.fixes) {
        const edits = render(file, finding, fix);
        if (edits.length === 0) continue;
        fixes.push({ title: fix.title, class: fix.class, edits });
        offers.push(fix);
      }
      offered.set(finding, offers);
      return fixes;
    },
  };
}

/** Reads the documents of files, and keeps only the last one: who asks goes through the findings by place. */
function lastTree(): (file: FileResult, slice: number) => Tree | undefined {
  let file: FileResult | undefined;
  let slices: readonly Span[] = NONE;
  let last = -1;
  let tree: Tree | undefined;
  return (of, slice) => {
    if (of !== file) {
      file = of;
      slices = DIALECTS[of.dialect].cut(of.text);
      last = -1;
    }
    if (slice !== last) {
      const span = slices[slice];
      tree = span && DIALECTS[of.dialect].parse(of.text, span.start, span.end);
      last = slice;
    }
    return tree;
  };
}
