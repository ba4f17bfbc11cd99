import type { Renderings } from "../../yaml/template/template.ts";
import { Field, type Path } from "../../yaml/tree/field.ts";
import type { Tree } from "../../yaml/tree/tree.ts";
import { byPlace, type Finding, rank } from "../rule/finding.ts";

/** What the rules found in a tree. */
export interface Found {
  readonly tree: Tree;
  readonly findings: readonly Finding[];
  /** Of those, the ones whose severity the user chose. */
  readonly pinned: ReadonlySet<Finding>;
  readonly objects: readonly unknown[];
}

/**
 * The findings of a template over what it may be rendered to: those that some branch of every `if … else` gives, so that two places count
 * together only where they can be rendered together. What is not found in every rendering that has the object depends on values, which the text does not
 * decide: no error then. `own` is what was found in the template as a whole; `find` looks for the same in another tree of it.
 */
export function overRenderings(own: Found, renderings: Renderings, find: (tree: Tree) => Found): readonly Finding[] {
  const branches = renderings.branches.filter((tree) => problemsOf(tree) <= problemsOf(own.tree)).map(find);
  const isWhole = branches.length > 0 && branches.length === renderings.branches.length;
  const findings = isWhole ? united(own, branches, renderings.outside) : own.findings;
  // By what is found, not by the findings: what only a branch has is another one by now.
  const pinned = new Set([own, ...branches].flatMap((found) => [...found.pinned].map(keyOf)));
  const doubtful = findings.filter((finding) => finding.severity === "error" && !pinned.has(keyOf(finding)));
  if (doubtful.length === 0) return findings;
  const all = [...(isWhole ? branches : [own]), find(renderings.least())].filter(({ objects }) => objects.length > 0);
  const certain = all.map(errorsIn);
  return findings.map((finding) =>
    doubtful.includes(finding) && certain.some((errors) => !keysOf(finding).some((key) => errors.has(key)))
      ? { ...finding, severity: "warning" }
      : finding,
  );
}

/** The errors of one rendering, as they are known from one to the next. */
function errorsIn({ findings }: Found): ReadonlySet<string> {
  return new Set(findings.flatMap((finding) => (finding.severity === "error" ? keysOf(finding) : [])));
}

/** Two branches may say the same in different lists, or about different kinds. */
function keysOf({ rule, fingerprint, path }: Finding): readonly string[] {
  return [fingerprint, JSON.stringify([rule, path])];
}

function problemsOf({ problems }: Tree): number {
  return problems.filter(({ code }) => code === "syntax").length;
}

/** What is found in any branch, each once. Paths and fixes are about the template as a whole: a fix that was made for one branch is none. */
function united(own: Found, branches: readonly Found[], isOutside: Renderings["outside"]): readonly Finding[] {
  const whole = new Map(own.findings.map((finding) => [keyOf(finding), finding]));
  const found = new Map<string, Finding>();
  for (const { tree, findings } of branches)
    for (const finding of findings) {
      const key = keyOf(finding);
      const known = found.get(key);
      if (known && rank(known.severity) >= rank(finding.severity)) continue;
      const same = known ?? whole.get(key);
      if (same?.severity === finding.severity) found.set(key, same);
      else
        found.set(key, {
          ...(same ?? { ...finding, path: inWhole(tree, own.tree, finding.path), fixes: [] }),
          severity: finding.severity,
        });
    }
  for (const [key, finding] of whole) if (!found.has(key) && isOutside(finding.span.start)) found.set(key, finding);
  return [...found.values()].sort(byPlace);
}

function keyOf({ rule, span, message }: Finding): string {
  return `${rule} ${span.start} ${message}`;
}

/** A path of one rendering in the tree of the whole template, where lists may be longer: an item is the one that begins at the same place. */
function inWhole(tree: Tree, whole: Tree, path: Path): Path {
  let from = Field.root(tree);
  let to = Field.root(whole);
  return path.map((segment) => {
    from = from.at(segment);
    const start = from.node?.start;
    const index = typeof segment === "number" ? to.items().findIndex(({ node }) => node?.start === start) : -1;
    const own = index < 0 ? segment : index;
    to = to.at(own);
    return own;
  });
}
