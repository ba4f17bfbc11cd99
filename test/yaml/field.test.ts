import { describe, expect, it } from "vitest";
import { parse } from "../../server/yaml/parser/parse.ts";
import { Field } from "../../server/yaml/tree/field.ts";

const text = `apiVersion: v1
kind: Pod
metadata:
  name: web
  labels: &labels
    app: web
spec:
  hostNetwork: yes
  nodeName: \${NODE}
  priority: null
  containers:
    - name: app
      image: "app:1"
      securityContext: &context
        privileged: true
    - image: other
      securityContext: *context
  script: |
    one
    two
template:
  <<: *labels
  tier: front
  app: own
only:
  <<: [*labels, {x: 1}]
`;
const root = Field.root(parse(text));
const site = (...path: (string | number)[]) => {
  const { start, end } = root.at(...path).site;
  return text.slice(start, end);
};

describe("a field", () => {
  it.each([
    [["spec", "hostNetwork"], true],
    [["spec", "containers", 0, "image"], "app:1"],
    [["spec", "containers", 1, "securityContext", "privileged"], true],
    [["spec", "nodeName"], undefined],
    [["spec", "priority"], undefined],
    [["spec", "containers"], undefined],
    [["spec", "nothing", "at", 3, "all"], undefined],
    [["template", "app"], "own"],
    [["only", "app"], "web"],
    [["only", "x"], 1],
  ] as const)("%j has the value %j", (path, value) => expect(root.at(...path).value).toBe(value));

  it.each([
    [["spec", "hostNetwork"], "known"],
    [["spec", "nodeName"], "unknown"],
    [["spec", "priority"], "absent"],
    [["spec", "nothing"], "absent"],
    [["spec", "hostNetwork", "below"], "absent"],
    [["spec", "containers"], "known"],
    [["spec", "containers", 7], "absent"],
  ] as const)("%j is %s", (path, state) => expect(root.at(...path).state).toBe(state));

  it.each([
    // a wrong value: the value
    [["spec", "hostNetwork"], "yes"],
    [["spec", "containers", 0, "image"], '"app:1"'],
    // a collection: its key, or the name of the item
    [["spec", "containers"], "containers"],
    [["spec", "containers", 0], "app"],
    [["spec", "containers", 1], "image"],
    // a missing field: the nearest key or name
    [["spec", "replicas"], "spec"],
    [["spec", "containers", 0, "resources", "limits"], "app"],
    [["spec", "containers", 0, "securityContext", "runAsUser"], "securityContext"],
    [["metadata", "namespace"], "metadata"],
    [["status"], "web"],
    [["spec", "priority"], "priority"],
    // through an alias or a merge: what brought it in
    [["spec", "containers", 1, "securityContext"], "*context"],
    [["spec", "containers", 1, "securityContext", "privileged"], "*context"],
    [["only", "app"], "<<: [*labels, {x: 1}]"],
    // never more than one line
    [["spec", "script"], "|"],
  ] as const)("%j is underlined as %s", (path, shown) => expect(site(...path)).toBe(shown));

  it("has its key and its pair as places", () => {
    const field = root.at("spec", "hostNetwork");
    expect(text.slice(field.key.site.start, field.key.site.end)).toBe("hostNetwork");
    expect(text.slice(field.pair.site.start, field.pair.site.end)).toBe("hostNetwork: yes");
  });

  it("lists entries with what merges bring in, each name once", () => {
    expect(root.at("template").keys()).toEqual(["app", "tier"]);
    expect(root.at("only").keys()).toEqual(["x", "app"]);
  });

  it("takes the last of duplicate keys, as decoders do", () => {
    expect(Field.root(parse("a: 1\na: 2\n")).at("a").value).toBe(2);
  });

  it("does not follow an alias cycle for ever", () => {
    const cycle = Field.root(parse("a: &a\n  b: *a\n  <<: *a\n  c: 1\n"));
    expect(cycle.at("a", "b", "b", "b", "c").exists).toBeTypeOf("boolean");
    expect(cycle.at("a", "nothing").absent).toBe(true);
    expect(cycle.at("a").keys()).toContain("c");
  });

  it("has a place in any document", () => {
    for (const odd of ["", "# only a comment\n", "[]", "{}", "x", "- \n- a\n", "---\n...\n"]) {
      const field = Field.root(parse(odd)).at("spec", 0, "name");
      expect(field.site.end, JSON.stringify(odd)).toBeLessThanOrEqual(odd.length);
      expect(field.site.start, JSON.stringify(odd)).toBeGreaterThanOrEqual(0);
    }
  });
});
