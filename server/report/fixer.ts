import { DIALECTS } from "../lint/analysis/dialect.ts";
import type { FileResult, PlacedFinding } from "../lint/analysis/result.ts";
import { canRender, MOST_READ, type Parse, renderFix } from "../lint/fix/fix.ts";
import type { Fix, FixClass } from "../lint/rule/finding.ts";
import type { Edit } from "../text/edit.ts";
import { type Span, shift } from "../text/span.ts";
import type { Tree } from "../yaml/tree/tree.ts";
import type { FileMask } from "./mask/file-mask.ts";

/** A fix that can be carried out: its edits are absolute offsets in the file's text, or in that of another one (`uri`), sorted, not overlapping. */
export interface OfferedFix {
  readonly title: string;
  readonly class: FixClass;
  /** For a person to choose: `--fix-suggestions` does not make it. */
  readonly manual?: true;
  readonly edits: readonly Edit[];
  readonly uri?: string;
  /** The edits hold what may be a secret of the file, and are not shown: `--fix` and an editor make them. */
  readonly withheld?: true;
}

/** Renders the fixes of a file's findings. It remembers which can be carried out, and never their edits: those may be many. */
export class Fixer {
  readonly #file: FileResult;
  readonly #parse: Parse;
  readonly #offered = new Map<PlacedFinding, readonly Fix[]>();
  readonly #failed: (error: unknown) => void;
  readonly #mask: FileMask;
  #slices: readonly Span[] | undefined;
  #slice = -1;
  #read = 0; // in UTF-16 units, for fixes of several operations
  #tree: Tree | undefined; // of that slice: who asks goes through the findings by place

  /** `failed` is told of fixes that end in an error of ours: they are not offered, and the finding stands. */
  constructor(file: FileResult, mask: FileMask, failed: (error: unknown) => void) {
    this.#mask = mask;
    this.#file = file;
    this.#failed = failed;
    const { parse } = DIALECTS[file.dialect];
    this.#parse = (text, from, to) => {
      this.#read += to - from;
      return parse(text, from, to);
    };
  }

  /** The fixes of a finding that can be carried out. */
  offers(finding: PlacedFinding): readonly Fix[] {
    if (finding.fixes.length === 0) return finding.fixes;
    let known = this.#offered.get(finding);
    if (!known) {
      known = finding.fixes.filter((fix) =>
        this.#guarded(() => {
          const tree = this.#treeOf(finding.slice);
          return tree !== undefined && this.#isInTime(fix) && canRender(tree, fix, this.#parse);
        }, false),
      );
      this.#offered.set(finding, known);
    }
    return known;
  }

  /** The same with their edits. */
  fixes(finding: PlacedFinding): readonly OfferedFix[] {
    const fixes: OfferedFix[] = [];
    const offers: Fix[] = [];
    for (const fix of this.#offered.get(finding) ?? finding.fixes) {
      const edits = this.#guarded(() => this.#render(finding, fix), []);
      if (edits.length === 0) continue;
      const { title, uri } = fix;
      const offered = { title, class: fix.class, ...(uri ? { uri } : {}), ...(fix.manual ? { manual: true as const } : {}) };
      const leaks = edits.some(({ newText }) => this.#mask.leaks(newText));
      fixes.push(leaks ? { ...offered, edits: [], withheld: true } : { ...offered, edits });
      offers.push(fix);
    }
    if (finding.fixes.length > 0) this.#offered.set(finding, offers);
    return fixes;
  }

  #guarded<T>(work: () => T, otherwise: T): T {
    try {
      return work();
    } catch (error) {
      this.#failed(error);
      return otherwise;
    }
  }

  #render({ slice }: PlacedFinding, fix: Fix): readonly Edit[] {
    if (fix.uri !== undefined) return fix.edits ?? [];
    const tree = this.#treeOf(slice);
    const edits = tree && this.#isInTime(fix) ? renderFix(tree, fix, this.#parse) : undefined;
    if (!tree || !edits) return [];
    return tree.from > 0 ? edits.map((edit) => ({ ...shift(edit, tree.from), newText: edit.newText })) : edits;
  }

  /** A document of thousands of containers has more fixes than anybody waits for: those that are read again and again are not offered any more. */
  #isInTime({ ops }: Fix): boolean {
    return ops.length < 2 || this.#read < MOST_READ;
  }

  #treeOf(slice: number): Tree | undefined {
    const { text, dialect } = this.#file;
    this.#slices ??= DIALECTS[dialect].cut(text);
    const span = this.#slices[slice];
    if (slice !== this.#slice) this.#tree = span && this.#parse(text, span.start, span.end);
    this.#slice = slice;
    return this.#tree;
  }
}
