// Writes definitions.table.ts and descriptions.table.txt of server/kube/schema from the packages of this folder: `npm ci --ignore-scripts --legacy-peer-deps && npm run generate`.
// With --check it writes nothing and fails if they are not what it would write.
import { readFileSync, writeFileSync } from "node:fs";
import { mergeVersions, NEWEST, OLDEST } from "./merge.mjs";
import { complaintsAbout, descriptionLines, linesOf } from "./write.mjs";

const target = new URL("../../server/kube/schema/definitions.table.ts", import.meta.url);
const merged = mergeVersions();
const complaints = complaintsAbout(merged);
for (const complaint of complaints) console.error(complaint);
if (complaints.length > 0) process.exit(1);
const { definitions, kinds } = linesOf(merged);
const text = `// Written by tools/schema; \`npm run generate\` there writes it again. Derived from the Kubernetes API definitions (Apache-2.0; see NOTICE).
// Kubernetes 1.${OLDEST} to 1.${NEWEST}, and what is new in 1.${NEWEST + 1}. How it is read stands in table.ts.
export const OLDEST = ${OLDEST};
export const NEWEST = ${NEWEST + 1};
export const KINDS = \`
${kinds.join("\n")}
\`;
export const DEFINITIONS = \`
${definitions.join("\n")}
\`;
`;
const files = new Map([
  [target, text],
  [new URL("../../server/kube/schema/descriptions.table.txt", import.meta.url), `${descriptionLines(merged).join("\n")}\n`],
]);
for (const [file, wanted] of files) {
  if (!process.argv.includes("--check")) writeFileSync(file, wanted);
  else if (readFileSync(file, "utf8") !== wanted) {
    console.error(`${file.pathname} is not what tools/schema writes: run npm run generate there.`);
    process.exit(1);
  }
}
