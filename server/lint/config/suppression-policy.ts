import { groupedBy } from "../../text/grouped.ts";
import { folderOf, relativeTo } from "../../text/path.ts";
import type { PlacedFinding } from "../analysis/result.ts";
import type { ConfigFile, SuppressionEntry } from "./file.ts";
import { fileMatcher, nameMatcher } from "./glob.ts";

/** A suppression of the configuration, ready to be asked. */
export interface PolicyEntry {
  readonly entry: SuppressionEntry;
  matches(finding: PlacedFinding): boolean;
}

/** What the configuration says about suppressions. */
export interface SuppressionPolicy {
  /** Rules that nothing can suppress, neither markers nor the configuration nor the baseline. */
  readonly forbid: ReadonlySet<string>;
  readonly entries: readonly PolicyEntry[];
  /** Those that name a rule, in their order: a finding is compared with no others. */
  readonly byRule: ReadonlyMap<string, readonly PolicyEntry[]>;
}

/** No configuration. */
export const NO_POLICY: SuppressionPolicy = { forbid: new Set(), entries: [], byRule: new Map() };

/** The suppressions of all files together: a folder can neither lift what one above it forbids nor take back what it suppresses. */
export function suppressionPolicy(files: readonly ConfigFile[]): SuppressionPolicy {
  const entries = files.flatMap((file) => file.suppressions.map((entry) => policyEntry(entry, folderOf(file.uri))));
  const named = entries.flatMap((one) => [...new Set(one.entry.rules)].map((rule) => ({ rule, one })));
  const byRule = new Map([...groupedBy(named, ({ rule }) => rule)].map(([rule, list]) => [rule, list.map(({ one }) => one)]));
  return { forbid: new Set(files.flatMap((file) => file.forbid)), entries, byRule };
}

function policyEntry(entry: SuppressionEntry, folder: string): PolicyEntry {
  const rules = new Set(entry.rules);
  const files = entry.files && fileMatcher(entry.files);
  const name = matcher(entry.name);
  const namespace = matcher(entry.namespace);
  const container = matcher(entry.container);
  return {
    entry,
    matches(finding) {
      if (!rules.has(finding.rule)) return false;
      const { resource } = finding;
      if (entry.kind !== undefined && entry.kind !== resource?.kind) return false;
      if (name && !name(resource?.name ?? "")) return false;
      if (namespace && !namespace(resource?.namespace ?? "")) return false;
      if (container && !container(finding.container ?? "")) return false;
      if (!files) return true;
      const path = relativeTo(folder, finding.uri);
      return path !== undefined && files(path);
    },
  };
}

function matcher(pattern: string | undefined): ((name: string) => boolean) | undefined {
  return pattern === undefined ? undefined : nameMatcher([pattern]);
}

/** The entries that no longer hold. `today` is YYYY-MM-DD. */
export function expiredEntries(policy: SuppressionPolicy, today: string): readonly SuppressionEntry[] {
  return policy.entries.flatMap(({ entry }) => (isExpired(entry.expires, today) ? [entry] : []));
}

/** What to tell about an entry that has expired, in a sentence. */
export function expiryNotice({ rules, expires }: SuppressionEntry): string {
  return `The suppression of ${rules.join(", ")} expired on ${expires} and hides nothing any more. Renew it or remove it.`;
}

/** The day itself still counts. */
export function isExpired(expires: string | undefined, today: string): boolean {
  return expires !== undefined && expires < today;
}
