// `npm run new <family>/<id> [container|pod|resource|workspace]`: skeletons of a rule and its sample.
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

const VISITORS = ["container", "pod", "resource", "workspace"];
const families = readdirSync("rules").filter((name) => name !== "docs" && statSync(`rules/${name}`).isDirectory());

const [, , target = "", visitor = "container"] = process.argv;
const [, folder, id] = /^([a-z][a-z-]*(?:\/[a-z][a-z-]*)?)\/([a-z][a-z0-9-]*)$/.exec(target) ?? [];
if (!folder || !id || !VISITORS.includes(visitor)) {
  refuse(
    `usage: npm run new <family>/<id> [${VISITORS.join("|")}]     for example: npm run new pod-security/privileged-container`,
  );
}
const [family] = folder.split("/");
if (!families.includes(family)) refuse(`There is no family "${family}". The families are ${families.join(", ")}.`);
if (!existsSync(`rules/${folder}`)) refuse(`There is no folder rules/${folder}.`);

const door = `${"../".repeat(folder.split("/").length + 1)}server/api.ts`;

/** What a rule of each kind imports, and its visitor. */
const BODIES = {
  container: [
    "defineRule, set, suggestion",
    `  fix: "suggestion",
  container(container, { report }) {
    const field = container.at("securityContext", "privileged");
    if (field.value !== true) return;
    report(field, \`Container "\${container.name}" …\`, { fixes: [suggestion("What the fix does", set(field, false))] });
  },`,
  ],
  pod: [
    "defineRule, set, suggestion",
    `  fix: "suggestion",
  pod(pod, { report }) {
    const field = pod.at("hostNetwork");
    if (field.value !== true) return;
    report(field, \`\${pod.resource.kind} "\${pod.resource.name}" …\`, { fixes: [suggestion("What the fix does", set(field, false))] });
  },`,
  ],
  resource: [
    "defineRule",
    `  kinds: ["Service"],
  resource(service, { report }) {
    const field = service.at("spec", "type");
    if (field.value !== "NodePort") return;
    report(field, \`Service "\${service.name}" …\`);
  },`,
  ],
  workspace: [
    "defineRule, podSelectorOf",
    `  workspace(service, index, { report }) {
    const selector = podSelectorOf(service);
    if (service.kind !== "Service" || !selector || selector.uncertain) return;
    if (index.workloadsWith(selector.matchLabels, service.namespace).length > 0) return;
    report(selector.site, \`Service "\${service.name}" …\`);
  },`,
  ],
};

const POD = (spec) => `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
${spec}`;
const CONTAINERS = (more) => `  containers:
    - name: app
      image: app:1.2${more}`;
const SERVICE = (spec) => `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
${spec}`;

/** A good and a bad case of each kind. */
const SAMPLES = {
  container: [
    POD(CONTAINERS("")),
    POD(
      CONTAINERS(`
      securityContext:
        privileged: true # expect: ${id}`),
    ),
  ],
  pod: [POD(CONTAINERS("")), POD(`  hostNetwork: true # expect: ${id}\n${CONTAINERS("")}`)],
  resource: [SERVICE("  type: ClusterIP"), SERVICE(`  type: NodePort # expect: ${id}`)],
  workspace: [
    `${SERVICE("  selector:\n    app: web")}\n---\n${POD(CONTAINERS("")).replace("  name: web", "  name: web\n  labels:\n    app: web")}`,
    SERVICE(`  selector: # expect: ${id}\n    app: web`),
  ],
};

const [imports, body] = BODIES[visitor];
const [good, bad] = SAMPLES[visitor];
const files = {
  [`rules/${folder}/${id}.ts`]: `// Source of the fact: specification section, KEP or upstream file.
import { ${imports} } from "${door}";

export default defineRule({
  id: "${id}",
  family: "${family}",
  severity: "warning",
  tier: "strict",
  title: "One line that states the problem",
  why: "The attack or the outage, in one to four sentences.",
  ignoreWhen: "When it is right to ignore the rule.",
${body}
});
`,
  [`samples/rules/${folder}/${id}.yaml`]: `# good: what is right\n${good}\n---\n# bad: what is wrong\n${bad}\n`,
};

for (const file of Object.keys(files)) if (existsSync(file)) refuse(`${file} exists already.`);
for (const [file, text] of Object.entries(files)) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  console.log(file);
}
console.log(`then: npm run rule ${folder}/${id}`);

function refuse(message) {
  console.error(message);
  process.exit(2);
}
