// The group, version and kind of an object are those of its apiVersion and kind (apimachinery, runtime/schema GroupVersionKind).
import { defineRule, matchesWhole, records } from "../../server/api.ts";

export default defineRule({
  id: "disallowed-kind",
  family: "policy-mesh",
  severity: "error",
  tier: "all",
  title: "Kind is not allowed",
  why: "Some kinds have no place in a repository or cluster: old API groups, kinds that only the platform team may create, or custom resources of an operator that you have left. This rule reports those that you list, and nothing by default.",
  ignoreWhen: "The object is an agreed exception.",
  how: "Use what your team has agreed on instead of the kind, or take it out of the option `kinds`.",
  peers: ["kube-linter:no-extensions-v1beta"],
  options: {
    kinds: records(
      ["group?", "version?", "kind?"],
      "Kinds that may not be used: regular expressions for the whole group, version and kind; what is left out may be anything",
      ["group", "version", "kind"],
    ),
  },
  resource(resource, { options, report }) {
    const listed = options.kinds.some(({ group, version, kind }) => {
      if (group === undefined && version === undefined && kind === undefined) return false;
      return fits(group, resource.group) && fits(version, resource.version) && fits(kind, resource.kind);
    });
    if (!listed) return;
    const kind = resource.at("kind");
    report(kind.exists ? kind : resource.root, `Objects of ${resource.apiVersion} ${resource.kind} are not allowed here.`);
  },
});

function fits(pattern: string | undefined, name: string): boolean {
  return pattern === undefined || pattern === name || matchesWhole(pattern, name);
}
