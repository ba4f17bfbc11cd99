import type { Build } from "../../kube/kustomize/build/build.ts";
import type { Span } from "../../text/span.ts";
import type { Severity } from "../rule/finding.ts";
import { fingerprint } from "../rule/fingerprint.ts";
import type { Settings } from "../rule/settings.ts";
import type { BuiltFinding, OverlayFiles } from "./built-finding.ts";

const RULE = "broken-kustomization";
const UNSUPPORTED = "unsupported-kustomization-feature";

/**
 * What stands in the way of a build, as findings of a rule that visits nothing (`rules/kustomize`). A missing file is the matter of another
 * rule, and what does not fit together where one is missing says nothing.
 */
export function buildProblems(
  { problems }: Build,
  { settingsFor, exists }: Pick<OverlayFiles, "settingsFor" | "exists">,
): readonly BuiltFinding[] {
  const incomplete = problems.some(({ code }) => code === "missing-file" || code === "no-kustomization");
  return problems.flatMap(({ code, message, uri, span, path = "" }) => {
    const settings = settingsFor(uri).rules.get(RULE);
    if (
      !settings ||
      code === "missing-file" ||
      (code === "no-kustomization" && !exists(uri, path)) ||
      (incomplete && (code === "no-target" || code === "invalid"))
    )
      return [];
    if (code === "outside" && settings.options.loadRestrictor === "none") return [];
    const severity = code === "outside" && !settings.pinned ? "warning" : settings.severity;
    return findingOf(RULE, severity, message, uri, span, code);
  });
}

/** What the builder does not cover, each feature once. */
export function unbuilt({ unsupported }: Build, settingsFor: (file: string) => Settings): readonly BuiltFinding[] {
  return unsupported.flatMap(({ feature, uri, span }) => {
    const settings = settingsFor(uri).rules.get(UNSUPPORTED);
    const message = `Plimsoll does not build ${feature}: what it changes is not seen.`;
    return settings ? findingOf(UNSUPPORTED, settings.severity, message, uri, span, feature) : [];
  });
}

/** That a kustomization is not built at all. The span is where its text begins. */
export function notBuilt(uri: string, span: Span, settings: Settings): readonly BuiltFinding[] {
  const own = settings.rules.get(UNSUPPORTED);
  const message =
    "Plimsoll does not build this kustomization: the ones before it build as much as it can hold. Lint fewer folders at a time to have it built.";
  return own ? [findingOf(UNSUPPORTED, own.severity, message, uri, span, "kustomizations")] : [];
}

function findingOf(rule: string, severity: Severity, message: string, file: string, span: Span, cause: string): BuiltFinding {
  const nothing = { path: [], resource: undefined, container: undefined, related: [], fixes: [] };
  return {
    rule,
    severity,
    message,
    file,
    span,
    ...nothing,
    fingerprint: fingerprint(rule, undefined, [cause, message]),
  };
}
