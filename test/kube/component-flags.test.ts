import { describe, expect, it } from "vitest";
import { componentOf, componentsOf } from "../../server/kube/component/components.ts";
import { podOf } from "../../server/kube/pod.ts";
import { resourcesOf } from "../../server/kube/resource.ts";
import { parse } from "../../server/yaml/parser/parse.ts";
import { lintText } from "../support/linting.ts";
import { fc } from "../support/property.ts";

// How the control-plane rules read the flags of a component. Samples show what follows from them; here stand the odd command lines.

describe("flags on a command line", () => {
  it.each<readonly [string, string, string]>([
    ["inline value", `command: [kube-apiserver, --a=1, --b_c=x=y]`, "kube-apiserver a=1 b-c=x=y"],
    ["value as the next word", `command: [kube-apiserver, --a, "1", --b, --c]`, "kube-apiserver a=1 b=true c=true"],
    ["command and args", `{ command: [/usr/local/bin/etcd], args: [-name, m1, --data-dir=/d] }`, "etcd name=m1 data-dir=/d"],
    ["args alone", `{ image: "registry.k8s.io/kube-proxy:v1.34.1", args: [--v=2] }`, "kube-proxy v=2"],
    ["args that name it", `args: [kubelet, --v=2]`, "kubelet v=2"],
    ["flags in one argument", `command: [kubelet, "--a=1 --b=2"]`, "kubelet a=1 b=2"],
    ["value with a space", `command: [kubelet, "--a=1, 2"]`, "kubelet a=1, 2"],
    ["script", `command: [sh, -c, 'set -e; A=1 exec kube-scheduler --a="x y" --b=2 >/log 2>&1']`, "kube-scheduler a=x y b=2"],
    ["script of lines", `{ command: [/bin/bash, -ec], args: ["etcd \\\\\\n  --a=1 \\\\\\n  --b=2\\necho --c"] }`, "etcd a=1 b=2"],
    ["variables", `command: [kubelet, --a=$(A), --b=c$, $(MORE)]`, "kubelet a=? b=c$ …"],
    ["variables in a script", `command: [sh, -c, "kubelet --a=$A --b $B $MORE"]`, "kubelet a=? b=? …"],
    ["template", `command: [kubelet, --a=1, "{{ .Values.flags }}"]`, "kubelet a=1 …"],
    ["hyperkube", `command: [/hyperkube, controller-manager, --a=1]`, "kube-controller-manager a=1"],
    ["wrapper", `command: [/go-runner, --log-file=/log, /bin/kube-apiserver, --a=1]`, "kube-apiserver a=1"],
    ["numbers", `command: [kubelet, --v, 2]`, "kubelet v=2"],
    [
      "environment of etcd",
      `{ image: etcd, env: [{ name: ETCD_CERT_FILE, value: c }, { name: PATH, value: p }] }`,
      "etcd cert-file=c",
    ],
    ["etcd's own file", `command: [etcd, --config-file=/etc/etcd.yaml]`, "etcd config-file=/etc/etcd.yaml …"],
    ["another program with the image", `{ image: etcd, command: [etcdctl, get, /] }`, "none"],
    ["a script that only names it", `command: [sh, -c, "pgrep kubelet"]`, "none"],
    ["nothing but the image", `image: registry.k8s.io/kube-apiserver:v1.34.1`, "none"],
    ["unknown program", `command: [$(PROGRAM), --a=1]`, "none"],
  ])("%s", (_, container, expected) => {
    const text = `{ apiVersion: v1, kind: Pod, spec: { containers: [${container.startsWith("{") ? container : `{ ${container} }`}] } }`;
    expect(read(text)).toBe(expected);
  });

  it("replaces kubeadm's own flags one by one", () => {
    const text =
      "apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\nscheduler: { extraArgs: [{ name: bind-address, value: 0.0.0.0 }] }\n";
    const [resource] = resourcesOf(parse(text, 0, text.length));
    const scheduler = resource && componentsOf(resource).find(({ name }) => name === "kube-scheduler");
    expect(scheduler?.flags.map(({ name, value }) => `${name}=${value}`)).toEqual(["bind-address=0.0.0.0"]);
  });
});

function read(text: string): string {
  const [resource] = resourcesOf(parse(text, 0, text.length));
  const container = resource && podOf(resource)?.containers[0];
  const component = container && componentOf(container);
  if (!component) return "none";
  const flags = component.flags.map(({ name, value }) => `${name}=${value ?? "?"}`);
  return [component.name, ...flags, ...(component.open ? ["…"] : [])].join(" ");
}

// Whatever stands where: no rule of the family may throw (lintText rethrows a crash).
describe("odd shapes", () => {
  const rules = Object.values(
    import.meta.glob<{ default: import("../../server/lint/rule/rule.ts").Rule }>(
      "../../rules/{control-plane,namespace,storage}/**/[!_]*.ts",
      {
        eager: true,
      },
    ),
  ).map((module) => module.default);
  const kinds = [...new Set(rules.flatMap(({ kinds = [] }) => kinds))];
  const words = fc.constantFrom(
    ...[
      "resources",
      "providers",
      "kms",
      "identity",
      "rules",
      "level",
      "verbs",
      "plugins",
      "configuration",
      "defaults",
      "spec",
      "webhooks",
    ],
    ...[
      "clientConfig",
      "command",
      "args",
      "kubelet",
      "etcd",
      "--a",
      "apiServer",
      "extraArgs",
      "nodeRegistration",
      "jwt",
      "users",
      "user",
    ],
    ...[
      "volumes",
      "name",
      "emptyDir",
      "hostPath",
      "hard",
      "limits",
      "metadata",
      "labels",
      "containers",
      "volumeMounts",
      "featureGates",
    ],
  );
  const value = fc.letrec((tie) => ({
    any: fc.oneof({ maxDepth: 5 }, fc.constantFrom(null, 0, true, "", "x=y", "$(X)"), words, tie("list"), tie("map")),
    list: fc.array(tie("any"), { maxLength: 3 }),
    map: fc.dictionary(words, tie("any"), { maxKeys: 4 }),
  })).map;

  it("do not make a rule throw", () => {
    fc.assert(
      fc.property(fc.constantFrom(...kinds, "Pod"), value, (kind, body) => {
        const [group, name] = kind.includes("/") ? kind.split("/") : ["", kind];
        const text = JSON.stringify({ ...(body as object), apiVersion: group ? `${group}/v1` : "v1", kind: name });
        lintText(rules, text);
      }),
      { numRuns: 400 },
    );
  });
});
