// `npm run new <family>/<id>`: skeletons of a rule and its sample.
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

const [, , target = ""] = process.argv;
const [, family, id] = /^([a-z][a-z-]*)\/([a-z][a-z0-9-]*)$/.exec(target) ?? [];
if (!family || !id) {
  console.error("usage: npm run new <family>/<id>     for example: npm run new pod-security/privileged-container");
  process.exit(2);
}

const files = {
  [`rules/${family}/${id}.ts`]: `// Source of the fact: specification section, KEP or upstream file.
import { defineRule, set, suggestion } from "../../server/api.ts";

export default defineRule({
  id: "${id}",
  family: "${family}",
  severity: "warning",
  tier: "strict",
  title: "One line that states the problem",
  why: "The attack or the outage, in one to four sentences.",
  ignoreWhen: "When it is right to ignore the rule.",
  fix: "suggestion",
  container(container, { report }) {
    const field = container.at("securityContext", "privileged");
    if (field.value !== true) return;
    report(field, \`Container "\${container.name}" …\`, { fixes: [suggestion("What the fix does", set(field, false))] });
  },
});
`,
  [`samples/rules/${family}/${id}.yaml`]: `# good: what is right
apiVersion: v1
kind: Pod
metadata:
  name: ok
spec:
  containers:
    - name: app
      image: app:1.2
---
# bad: what is wrong
apiVersion: v1
kind: Pod
metadata:
  name: bad
spec:
  containers:
    - name: app
      image: app:1.2
      securityContext:
        privileged: true # expect: ${id}
`,
};

for (const [file, text] of Object.entries(files)) {
  if (existsSync(file)) {
    console.error(`${file} exists already`);
    process.exit(2);
  }
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  console.log(file);
}
console.log("then: npm test -- -u, which also writes the index, the page and the schema");
