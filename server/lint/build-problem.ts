import type { Build } from "../kube/kustomize/build.ts";
import type { BuiltFinding } from "./built-finding.ts";
import { fingerprint } from "./fingerprint.ts";
import type { Settings } from "./settings.ts";

const RULE = "broken-kustomization";

/**
 * What stands in the way of a build, as findings of a rule that visits nothing (`rules/kustomize`). A missing file is the matter of another
 * rule, and what does not fit together where one is missing says nothing.
 */
export function buildProblems({ problems }: Build, settingsFor: (file: string) => Settings): readonly BuiltFinding[] {
  const incomplete = problems.some(({ code }) => code === "missing-file");
  return problems.flatMap(({ code, message, uri, span }) => {
    const settings = settingsFor(uri).rules.get(RULE);
    if (!settings || code === "missing-file" || (incomplete && (code === "no-target" || code === "invalid"))) return [];
    if (code === "outside" && settings.options.loadRestrictor === "none") return [];
    return {
      rule: RULE,
      severity: code === "outside" && !settings.pinned ? "warning" : settings.severity,
      message,
      file: uri,
      span,
      path: [],
      resource: undefined,
      container: undefined,
      related: [],
      fixes: [],
      fingerprint: fingerprint(RULE, undefined, [code, message], undefined),
    };
  });
}
