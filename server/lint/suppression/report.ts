import type { Span } from "../../text/span.ts";
import { remove } from "../../yaml/edit/op.ts";
import type { PlacedFinding } from "../analysis/result.ts";
import type { SuppressionPolicy } from "../config/suppression-policy.ts";
import type { Directive, DirectiveRule } from "../directive/directive.ts";
import type { HiddenElsewhere, MarkedSlice, Marker } from "../directive/marker.ts";
import type { Fix } from "../rule/finding.ts";
import { fingerprint } from "../rule/fingerprint.ts";
import { type RuleIndex, unknownRule } from "../rule/names.ts";
import type { Settings } from "../rule/settings.ts";

/** One file before suppression. */
export interface Unsuppressed {
  readonly uri: string;
  /** Sorted by place. */
  readonly findings: readonly PlacedFinding[];
  readonly slices: readonly MarkedSlice[];
  /** What the markers of the file hide in others, since what is rendered from it has them too. */
  readonly hidden?: readonly HiddenElsewhere[];
  readonly settings: Settings;
  readonly rules: RuleIndex;
}

/** What there is to say about one marker: a rule of the family `suppression`, and the place in the slice. */
interface Remark {
  readonly rule: string;
  readonly message: string;
  readonly span: Span;
  readonly fixes: readonly Fix[];
}

/**
 * Findings about the markers themselves: their rules (`rules/suppression`) visit nothing and are reported from here, once it is known what
 * each marker hid. Other tools' markers are not judged.
 */
export function reportMarkers(
  file: Unsuppressed,
  markers: readonly Marker[],
  policy: SuppressionPolicy,
): readonly PlacedFinding[] {
  return markers.flatMap((marker) => {
    if (marker.checked === "not" || marker.directive.form === "foreign") return [];
    const shift = marker.span.start - marker.directive.span.start;
    const ids = (marker.directive.rules ?? []).map(({ id }) => id);
    const prints = new Map<string, string>(); // by rule: a marker may name very many ids
    const printOf = (rule: string): string => {
      const print = prints.get(rule) ?? fingerprint(rule, undefined, [marker.directive.form, ...ids]);
      prints.set(rule, print);
      return print;
    };
    return remarks(file, marker, markers, policy).flatMap(({ rule, message, span, fixes }) => {
      const settings = file.settings.rules.get(rule);
      if (!settings) return [];
      return {
        rule,
        severity: settings.severity,
        message,
        uri: file.uri,
        slice: marker.slice,
        span: { start: span.start + shift, end: span.end + shift },
        path: [],
        resource: undefined,
        container: undefined,
        related: [],
        fixes,
        fingerprint: printOf(rule),
        ...(rule === "unused-suppression" ? { tag: "unnecessary" as const } : {}),
      };
    });
  });
}

/** So many ids of one marker that no rule has are named: for each, all rules are searched for one that is spelt alike. */
const MOST_UNKNOWN = 50;

function remarks(file: Unsuppressed, marker: Marker, all: readonly Marker[], policy: SuppressionPolicy): readonly Remark[] {
  const { directive } = marker;
  const removal = removalOf(directive);
  if (directive.problem !== undefined)
    return [{ rule: "unused-suppression", message: directive.problem, span: directive.span, fixes: removal }];
  let unknown = 0;
  const found = (directive.rules ?? []).flatMap((rule) =>
    !file.rules.has(rule.id) && ++unknown > MOST_UNKNOWN ? [] : remarkOnRule(file, rule, policy),
  );
  if (directive.form === "enable")
    return all.some(({ directive: { form }, span }) => form === "disable" && span.start < marker.span.start)
      ? found
      : [
          ...found,
          {
            rule: "unused-suppression",
            message: 'Nothing is disabled above this "plimsoll-enable".',
            span: directive.span,
            fixes: removal,
          },
        ];
  if (marker.expired) {
    const message = `This suppression held until ${directive.expires} and has no effect any more.`;
    return [...found, { rule: "expired-suppression", message, span: directive.span, fixes: removal }];
  }
  if (directive.reason === undefined)
    found.push({ rule: "missing-suppression-reason", message: missingReason(directive), span: directive.span, fixes: [] });
  // With other values there may be something to hide.
  return marker.checked === "wholly" ? [...found, ...unused(file, marker, policy)] : found;
}

function missingReason({ kind }: Directive): string {
  return kind === "comment"
    ? 'This suppression gives no reason: write it behind " -- ".'
    : 'This suppression gives no reason: write it as the value of "plimsoll.dev/ignore.RULE", or as "RULE=reason" in a list.';
}

function remarkOnRule(file: Unsuppressed, { id, span }: DirectiveRule, policy: SuppressionPolicy): readonly Remark[] {
  if (!file.rules.has(id)) {
    const { message, replacement } = unknownRule(id, file.rules);
    const fix =
      replacement !== undefined && span.end - span.start === id.length
        ? [edit(`Write "${replacement}"`, "suggestion", span, replacement)]
        : [];
    return [{ rule: "unknown-rule-in-suppression", message, span, fixes: fix }];
  }
  if (policy.forbid.has(id))
    return [{ rule: "forbidden-suppression", message: `The configuration forbids to suppress "${id}".`, span, fixes: [] }];
  return [];
}

/** The ids that hid nothing, together if that is all of them. */
function unused(file: Unsuppressed, { directive, used }: Marker, policy: SuppressionPolicy): readonly Remark[] {
  const rule = "unused-suppression";
  const { rules, span } = directive;
  if (!rules)
    return used.size > 0
      ? []
      : [{ rule, message: "This suppression hides nothing.", span, fixes: removalOf(directive, "suggestion") }];
  const idle = rules.filter(({ id }) => !used.has(id) && isDecided(file, id) && !policy.forbid.has(id));
  if (idle.length === rules.length && idle.length > 0) {
    const names = idle.map(({ id }) => `"${id}"`).join(", ");
    return [
      {
        rule,
        message: `This suppression hides nothing: there is no finding of ${names} here.`,
        span,
        fixes: removalOf(directive),
      },
    ];
  }
  return idle.map((one) => ({
    rule,
    message: `There is no finding of "${one.id}" to suppress here.`,
    span: one.span,
    fixes: one.removal ? [edit(`Remove "${one.id}"`, "safe", one.removal, "")] : [],
  }));
}

/**
 * Whether the absence of a finding says something: not where the rule is off (perhaps only today, by a flag), where an override decides for
 * each object, or where the rule needs documents that may not be at hand.
 */
function isDecided({ settings, rules }: Unsuppressed, id: string): boolean {
  const rule = rules.get(id);
  return (
    rule !== undefined &&
    settings.rules.has(id) &&
    !settings.conditional?.has(id) &&
    !rule.workspace &&
    rule.family !== "suppression"
  );
}

/** Without a comment the object is the same; without an annotation it is not. */
function removalOf({ removal }: Directive, most: Fix["class"] = "safe"): readonly Fix[] {
  const title = "Remove the suppression";
  if (!removal) return [];
  if ("path" in removal) return [{ title, class: "suggestion", ops: [remove(removal)] }];
  return [edit(title, most, removal.span, "")];
}

function edit(title: string, fixClass: Fix["class"], span: Span, newText: string): Fix {
  return { title, class: fixClass, ops: [], edits: [{ ...span, newText }] };
}
