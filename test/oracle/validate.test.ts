import { expect, it } from "vitest";
import { describeOracle } from "./client.ts";
import { validate } from "./validate.ts";

const template = { metadata: { labels: { app: "a" } }, spec: { containers: [{ name: "a", image: "a:1" }] } };
const deployment = { apiVersion: "apps/v1", kind: "Deployment", metadata: { name: "a" } };
const spec = { selector: { matchLabels: { app: "a" } }, template };

function answer(object: object | string): unknown {
  return validate([object])[0];
}

describeOracle("validate", "the program validate", () => {
  it("takes what a cluster takes", () => {
    expect(answer({ ...deployment, spec })).toEqual({});
  });

  it("names the field that is refused, and why", () => {
    expect(answer({ ...deployment, spec: { ...spec, replicas: -1 } })).toEqual({
      errors: [
        { field: "spec.replicas", type: "FieldValueInvalid", detail: expect.stringContaining("greater than or equal to 0") },
      ],
    });
  });

  it("tells a type that cannot be read", () => {
    expect(answer({ ...deployment, spec: { ...spec, replicas: "1" } })).toEqual({
      decode: expect.stringContaining("of type int32"),
    });
  });

  it("tells fields that are unknown, and in a text those that stand twice", () => {
    expect(answer({ ...deployment, spec: { ...spec, replica: 1 } })).toEqual({ strict: ['unknown field "spec.replica"'] });
    const twice = "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata:\n  a: b\n  a: c\n";
    expect(answer(twice)).toEqual({ strict: [expect.stringContaining('key "a" already set in map')] });
  });

  it("tells kinds that are not served, or not by default", () => {
    expect(answer({ apiVersion: "extensions/v1beta1", kind: "Ingress", metadata: { name: "a" } })).toEqual({
      unserved: 'no matches for kind "Ingress" in version "extensions/v1beta1"',
    });
    const lease = { apiVersion: "coordination.k8s.io/v1beta1", kind: "LeaseCandidate", metadata: { name: "a" } };
    expect(answer(lease)).toMatchObject({ offByDefault: true });
  });

  it("tells what is not kept", () => {
    const role = { apiVersion: "rbac.authorization.k8s.io/v1", kind: "ClusterRole", rules: [] };
    expect(answer({ ...role, metadata: { name: "a", namespace: "b" } })).toEqual({ dropped: ["metadata.namespace"] });
  });

  it("gives a Service its addresses first, and takes only ports of the usual range", () => {
    const service = { apiVersion: "v1", kind: "Service", metadata: { name: "a" } };
    expect(answer({ ...service, spec: { clusterIP: "172.20.0.10", ports: [{ port: 80 }] } })).toEqual({});
    expect(answer({ ...service, spec: { type: "NodePort", ports: [{ port: 80, nodePort: 80 }] } })).toMatchObject({
      errors: [{ field: "spec.ports[0].nodePort" }],
    });
  });

  it("has the kinds of the other two servers: definitions and API services", () => {
    const of = (apiVersion: string, kind: string) => answer({ apiVersion, kind, metadata: { name: "a" } });
    expect(of("apiextensions.k8s.io/v1", "CustomResourceDefinition")).toMatchObject({ errors: expect.anything() });
    expect(of("apiregistration.k8s.io/v1", "APIService")).toMatchObject({ errors: expect.anything() });
  });
});
