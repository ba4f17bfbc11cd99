import type { PlacedFinding } from "../../lint/analysis/result.ts";
import type { Fix } from "../../lint/rule/finding.ts";
import type { Linter } from "../../lint/workspace/linter.ts";
import type { Edit } from "../../text/edit.ts";
import { groupedBy } from "../../text/grouped.ts";
import { fixEdits } from "./fix-edits.ts";

/** The fixes of several findings as one. */
export interface CombinedFix {
  readonly title: string;
  readonly edits: readonly Edit[];
  /** The findings that it answers. */
  readonly of: readonly PlacedFinding[];
}

/**
 * One fix for the findings of a container that are underlined at one place and are all answered by setting something: "Set a cpu request of 100m and a
 * memory limit of 128Mi". None where they have no such fixes, or those cannot be made together.
 */
export function combinedFixes(findings: readonly PlacedFinding[], linter: Linter): readonly CombinedFix[] {
  const ofContainers = findings.filter(({ container }) => container !== undefined);
  const groups = groupedBy(ofContainers, ({ slice, span, container }) => `${slice} ${span.start} ${container}`);
  return [...groups.values()].flatMap((group) => combine(group, linter) ?? []);
}

function combine(group: readonly PlacedFinding[], linter: Linter): CombinedFix | undefined {
  const settings = new Map<string, { readonly finding: PlacedFinding; readonly fix: Fix }>();
  for (const finding of group) {
    const [fix] = finding.fixes;
    if (fix && isSetting(fix) && !settings.has(fix.title)) settings.set(fix.title, { finding, fix });
  }
  const [first, ...others] = settings.values();
  if (!first || others.length === 0) return undefined;
  const all = [first, ...others];
  const things = all.map(({ fix }) => fix.title.slice(SET.length));
  const title = `${SET}${things.slice(0, -1).join(", ")} and ${things.at(-1)}`;
  const edits = fixEdits(linter, first.finding, { title, class: "suggestion", ops: all.flatMap(({ fix }) => fix.ops) });
  return edits?.length ? { title, edits, of: all.map(({ finding }) => finding) } : undefined;
}

const SET = "Set ";

function isSetting({ title, ops, edits }: Fix): boolean {
  return title.startsWith(SET) && !edits && ops.every(({ op }) => op === "set");
}
