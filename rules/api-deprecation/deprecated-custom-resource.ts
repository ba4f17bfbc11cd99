// What the projects say about their own API versions: `_custom-resource.table.ts`, with the source of each row.
import { defineRule, type Resource, set, suggestion } from "../../server/api.ts";
import { FATES, type Fate } from "./_custom-resource.table.ts";

const BY_VERSION = new Map<string, Fate[]>();
for (const fate of FATES) BY_VERSION.set(fate.apiVersion, [...(BY_VERSION.get(fate.apiVersion) ?? []), fate]);

/** A deprecationWarning has at most 256 characters (apiextensions validation). */
const MOST_WORDS = 256;

export default defineRule({
  id: "deprecated-custom-resource",
  family: "api-deprecation",
  severity: "info",
  tier: "recommended",
  title: "Version of a custom resource is deprecated",
  why: "The project that defines this kind has moved on. Once its controller is updated, the old version is not served: apply fails, or the object sits in the cluster and nothing acts on it.",
  ignoreWhen: "The installed release of the project does not serve the newer version yet.",
  how: "Move to the version that the message names and read the project's upgrade notes: between alpha versions fields have moved.",
  fix: "suggestion",
  tag: "deprecated",
  needs: FATES.map(({ apiVersion }) => apiVersion.slice(apiVersion.indexOf("/") + 1)),
  resource(resource, { report }) {
    const fate = fateOf(resource);
    if (!fate) return;
    const { removed, to, renames, apiVersion } = fate;
    const apiVersionField = resource.at("apiVersion");
    const what = removed ? `is gone in ${removed}` : "is deprecated";
    report(apiVersionField, `${apiVersion} ${resource.kind} ${what}${insteadOf(fate)}.`, {
      fixes: renames && to ? [suggestion(`Move to ${to}`, set(apiVersionField, to))] : [],
    });
  },
  custom({ resource, kinds }, { report }) {
    if (fateOf(resource)) return;
    const { apiVersion, kind, group, version } = resource;
    const own = kinds.versionsOf(group, kind).filter(({ name }) => name === version);
    const [deprecation] = own.map((one) => one.deprecation);
    if (deprecation === undefined || own.some((one) => one.deprecation === undefined)) return;
    const said = deprecation.replaceAll(/\s+/g, " ").trim();
    const message = said === "" || said.length > MOST_WORDS ? `${apiVersion} ${kind} is deprecated` : said;
    report(resource.at("apiVersion"), `${message}${message.endsWith(".") ? "" : "."}`);
  },
});

function fateOf({ apiVersion, kind }: Resource): Fate | undefined {
  return BY_VERSION.get(apiVersion)?.find(({ kinds }) => kinds === undefined || kinds.split(" ").includes(kind));
}

/** What to write instead, as shortly as one can: the version of the same group, else the group as well, or the kind that takes over. */
function insteadOf({ apiVersion, to, as }: Fate): string {
  if (as !== undefined) return `: use ${as}`;
  if (to === undefined) return "";
  const [group, version] = to.split("/");
  return `: use ${apiVersion.startsWith(`${group}/`) ? version : to}`;
}
