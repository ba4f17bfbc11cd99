// Writes built-in-role.table.ts of server/kube/access from Kubernetes' own test data: `node tools/access/generate.mjs FOLDER`, where FOLDER is
// plugin/pkg/auth/authorizer/rbac/bootstrappolicy/testdata of its source (in Go's module cache once `npm run oracles` has built the oracles).
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error("Name the folder of the test data.");
const version = /kubernetes@v([\d.]+)/.exec(folder)?.[1] ?? "of unknown version";

const roles = ["cluster-roles.yaml", "controller-roles.yaml"].flatMap(
  (file) => parse(readFileSync(join(folder, file), "utf8")).items,
);
const lines = roles.flatMap(({ metadata, aggregationRule, rules }) => [
  [metadata.name, ...aggregateLabels(metadata.labels)].join(" "),
  ...(aggregationRule?.clusterRoleSelectors ?? []).map(({ matchLabels }) => `  < ${aggregateLabels(matchLabels).join(" ")}`),
  ...(rules ?? []).map(ruleLine),
]);

function aggregateLabels(labels = {}) {
  return Object.keys(labels).flatMap((label) => /aggregate-to-(\w+)$/.exec(label)?.[1] ?? []);
}

function ruleLine({ apiGroups = [], resources = [], verbs = [], resourceNames = [], nonResourceURLs = [] }) {
  const parts =
    nonResourceURLs.length > 0
      ? [verbs, nonResourceURLs]
      : [verbs, resources, apiGroups, ...(resourceNames.length > 0 ? [resourceNames] : [])];
  return `  ${parts.map((words) => words.map((word) => word || "core").join(",")).join(" ")}`;
}

const text = `// Written by tools/access/generate.mjs from the bootstrap policy of Kubernetes ${version} (Apache-2.0; see NOTICE): its ClusterRoles without those behind
// feature gates. A line that is not indented is a role and the roles that it is aggregated to; below it stand its rules (verbs, resources, groups, names;
// or verbs and URLs; \`core\` is the group without a name), or \`<\` with the role whose label it aggregates.
export const BUILT_IN_ROLES = \`
${lines.join("\n")}
\`;
`;
const target = new URL("../../server/kube/access/built-in-role.table.ts", import.meta.url);
writeFileSync(target, text);
