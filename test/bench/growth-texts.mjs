// What the folders of the section `growth` are made of.

export const many = (count, line) => Array.from({ length: count }, (_, i) => line(i)).join("");
export const file = (text) => ({ "a.yaml": text });
export const filesOf = (count, path, text) => Object.fromEntries(Array.from({ length: count }, (_, i) => [path(i), text(i)]));
export const object = (apiVersion, kind, name, rest) =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: ${name}\n  namespace: shop\n${rest}`;
export const map = (name, data = "  k: v\n", metadata = "") => object("v1", "ConfigMap", name, `${metadata}data:\n${data}`);
export const APP = "    - name: app\n      image: registry.example.com/app:1.0.0\n";
export const pod = (name, container = "", spec = "", metadata = "") =>
  object("v1", "Pod", name, `${metadata}spec:\n${spec}  containers:\n${APP}${container}`);
export const labels = (count, indent) => many(count, (i) => `${indent}label-${i}: v\n`);
export const deployment = (i) =>
  object(
    "apps/v1",
    "Deployment",
    `a-${i}`,
    `spec:\n  selector: { matchLabels: { app: a-${i} } }\n  template:\n    metadata: { labels: { app: a-${i} } }\n    spec: { containers: [{ name: app, image: "a:1" }] }\n`,
  );
