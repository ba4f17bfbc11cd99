import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { DEFAULTS } from "../../../server/kube/schema/defaults.table.ts";
import { NEWEST, OLDEST } from "../../../server/kube/schema/definitions.table.ts";
import { allKinds, kindAt, schemaOf } from "../../../server/kube/schema/kinds.ts";
import type { ObjectSchema, Schema } from "../../../server/kube/schema/schema.ts";
import { violationsIn } from "../../../server/kube/schema/walk.ts";
import { parse } from "../../../server/yaml/parser/parse.ts";
import { openTree } from "../../../server/yaml/tree/open.ts";

const PACKAGES = "tools/schema/node_modules";

describe("the table of the Kubernetes API", () => {
  it.skipIf(!existsSync(PACKAGES))(`is what tools/schema writes (skipped where ${PACKAGES} is not installed)`, () => {
    expect(() => execFileSync("node", ["tools/schema/generate.mjs", "--check"], { stdio: "pipe" })).not.toThrow();
  });

  it("can be read to the last line, in every version", () => {
    for (let minor = OLDEST; minor <= NEWEST; minor++)
      for (const { apiVersion, kind, line } of allKinds()) {
        if (Number.isNaN(line)) continue; // of a version that no package holds
        const schema = schemaOf(apiVersion, kind, minor);
        expect(schema && reach(schema).size, `${apiVersion} ${kind}`).toBeGreaterThan(0);
      }
  });

  it.each([
    ["apps/v1", "Deployment", "deployments", true],
    ["v1", "Node", "nodes", false],
    ["v1", "Event", "events", true],
    ["networking.k8s.io/v1", "Ingress", "ingresses", true],
    ["rbac.authorization.k8s.io/v1", "ClusterRole", "clusterroles", false],
  ])("%s %s", (apiVersion, kind, resource, namespaced) => {
    expect(kindAt(apiVersion, kind)).toMatchObject({ resource, namespaced });
  });

  it("knows types, keys, values and what is required", () => {
    const pod = child(schemaOf("v1", "Pod", NEWEST), "spec");
    expect(pod?.required).toEqual(["containers"]);
    expect(pod?.properties.get("containers")?.schema).toMatchObject({ kind: "list", keys: ["name"], merged: true });
    const container = item(pod, "containers");
    expect(container?.required).toEqual(["image", "name"]);
    expect(container?.properties.get("ports")?.schema).toMatchObject({ keys: ["containerPort", "protocol"] });
    expect(container?.properties.get("imagePullPolicy")?.schema).toEqual({
      kind: "scalar",
      type: "string",
      values: ["Always", "IfNotPresent", "Never"],
    });
    const limits = child(container, "resources")?.properties.get("limits")?.schema;
    expect(limits).toEqual({ kind: "map", values: { kind: "scalar", type: "quantity" } });
  });

  it("knows defaults of fields that there are, of their types", () => {
    const schemas = new Map<string, ObjectSchema>();
    for (const { apiVersion, kind, line } of allKinds()) {
      const schema = Number.isNaN(line) ? undefined : schemaOf(apiVersion, kind, NEWEST);
      if (schema) reach(schema, schemas);
    }
    for (const [id, fields] of Object.entries(DEFAULTS)) {
      const schema = schemas.get(id) as ObjectSchema;
      const { root } = parse(JSON.stringify(fields));
      const wrong = violationsIn(root, { ...schema, constraints: [] }).filter(({ code }) => code !== "missing");
      expect(wrong, id).toEqual([]);
    }
  });

  it("knows since and until when there is a field", () => {
    const since = (minor: number) => child(schemaOf("v1", "Pod", minor), "spec");
    expect(since(33)?.properties.has("hostnameOverride")).toBe(false);
    expect(since(33)?.elsewhere.get("hostnameOverride")).toEqual({ since: 34 });
    expect(since(34)?.properties.has("hostnameOverride")).toBe(true);
    expect(since(36)?.elsewhere.get("workloadRef")).toEqual({ since: 35, until: 36 });
  });
});

describe("violations", () => {
  const codes = (text: string, kind = "Pod", apiVersion = "v1") => {
    const schema = schemaOf(apiVersion, kind, NEWEST) as ObjectSchema;
    const found = violationsIn(parse(text).root, schema).filter((one) => one.code !== "missing");
    return found.map(({ code, path }) => `${code} ${path.join(".")}`);
  };

  it("of types, deep down", () => {
    expect(codes("spec: {containers: [{name: a, image: b, securityContext: {privileged: 'true'}}]}")).toEqual([
      "type spec.containers.0.securityContext.privileged",
    ]);
    expect(codes("spec: [1]")).toEqual(["type spec"]);
    expect(codes("metadata: {labels: {a: 1, b: true, c: 'x', d: null}}")).toEqual([
      "type metadata.labels.a",
      "type metadata.labels.b",
    ]);
  });

  it("not of what is null, empty or still to be filled in", () => {
    expect(
      codes(
        // biome-ignore lint/suspicious/noTemplateCurlyInString: a placeholder of envsubst
        "metadata: {creationTimestamp: null}\nspec: {containers: [{name: a, image: b, tty: ${TTY}, stdin: $STDIN, ports: [{containerPort: '#{PORT}#'}]}]}",
      ),
    ).toEqual([]);
  });

  it("through aliases and merge keys, and a bomb stays small", () => {
    // What an alias repeats is wrong in one place, and said once.
    expect(codes("metadata: {labels: &l {a: 1}, annotations: *l}")).toEqual(["type metadata.labels.a"]);
    expect(codes("spec: {containers: [&c {name: a, image: b, imgae: c, tty: 'no'}, {<<: *c, name: d}]}")).toEqual([
      "unknown spec.containers.0.imgae",
      "type spec.containers.0.tty",
    ]);
    expect(codes("x: &x {a: 1}\nmetadata: {labels: *x}")).toEqual(["unknown x", "type metadata.labels.a"]);
    expect(codes("x: &x {nme: 1}\nmetadata: {<<: *x}")).toEqual(["unknown x", "unknown metadata.nme"]);
    const bomb = ["a: &a0 {x: 1}", ...Array.from({ length: 40 }, (_, i) => `b${i}: &a${i + 1} {x: *a${i}, y: *a${i}}`)].join(
      "\n",
    );
    expect(codes(`metadata: {labels: {z: 1}}\n${bomb}`).length).toBeGreaterThan(0);
  });

  it("of what is missing, but not where something may still come", () => {
    const missing = (text: string, open = false) => {
      const tree = open ? openTree(parse(text)) : parse(text);
      return violationsIn(tree.root, schemaOf("v1", "Pod", NEWEST) as ObjectSchema).map(
        ({ code, path }) => `${code} ${path.join(".")}`,
      );
    };
    expect(missing("spec: {containers: [{name: a}]}")).toEqual(["missing spec.containers.0.image", "missing metadata.name"]);
    expect(missing("metadata: {generateName: a-}\nspec: {containers: []}")).toEqual(["constraint spec.containers"]);
    expect(missing("spec: {containers: [{name: a}]}", true)).toEqual([]);
    expect(missing("kind: PodList\nmetadata: {}\nspec: {containers: [{name: a, image: b}]}\nitems: []")).toEqual([
      "unknown items",
    ]);
  });

  it("the last of two entries with one name counts", () => {
    expect(codes("metadata: {name: 1}\nmetadata: {name: a}")).toEqual([]);
    expect(codes("metadata: {name: a}\nmetadata: {name: 1}")).toEqual(["type metadata.name"]);
  });
});

function child(schema: Schema | undefined, name: string): ObjectSchema | undefined {
  const one = schema?.kind === "object" ? schema.properties.get(name)?.schema : undefined;
  return one?.kind === "object" ? one : undefined;
}

function item(schema: Schema | undefined, name: string): ObjectSchema | undefined {
  const list = schema?.kind === "object" ? schema.properties.get(name)?.schema : undefined;
  return list?.kind === "list" && list.items.kind === "object" ? list.items : undefined;
}

/** Every definition that one leads to. */
function reach(schema: Schema, seen = new Map<string, ObjectSchema>()): Map<string, ObjectSchema> {
  if (schema.kind === "list") return reach(schema.items, seen);
  if (schema.kind === "map") return reach(schema.values, seen);
  if (schema.kind !== "object" || seen.has(schema.id)) return seen;
  seen.set(schema.id, schema);
  for (const property of schema.properties.values()) reach(property.schema, seen);
  return seen;
}
