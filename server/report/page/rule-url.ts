import type { Rule } from "../../lint/rule/rule.ts";

/** The address of the documentation site, put in by the build (`PLIMSOLL_SITE`). */
declare const PLIMSOLL_SITE: string | undefined;
const SITE = typeof PLIMSOLL_SITE === "string" ? PLIMSOLL_SITE : "";

/**
 * Looks up where a rule is explained: its page on the site; in a build that knows of no site, its first reference, and `null` for a rule that names none.
 * `site` is an address, with or without a slash at its end; empty for none.
 */
export function ruleUrl(rules: readonly Rule[], site = SITE): (id: string) => string | null {
  const pages = site.replace(/\/$/, "");
  const urls = new Map(rules.map(({ id, references }) => [id, pages ? `${pages}/rules/${id}.html` : (references?.[0] ?? null)]));
  return (id) => urls.get(id) ?? null;
}
