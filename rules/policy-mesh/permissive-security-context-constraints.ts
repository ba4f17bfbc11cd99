// security.openshift.io/v1 SecurityContextConstraints.
import { defineRule, type Field, manual, remove, set } from "../../server/api.ts";

/** The constraints that OpenShift ships; what they allow is documented, and changing them is not supported. */
const SHIPPED =
  /^(?:anyuid|hostaccess|hostmount-anyuid|hostnetwork|nested-container|node-exporter|nonroot|privileged|restricted|machine-api-termination-handler)(?:-v\d)?$/;

const HOST_ACCESS: readonly (readonly [name: string, what: string])[] = [
  ["allowHostDirVolumePlugin", "lets pods mount directories of the node"],
  ["allowHostNetwork", "lets pods use the network of the node"],
  ["allowHostPID", "lets pods see the processes of the node"],
  ["allowHostIPC", "lets pods share the node's memory"],
  ["allowHostPorts", "lets pods take ports of the node"],
];

const EVERYBODY: ReadonlySet<unknown> = new Set([
  "system:authenticated",
  "system:serviceaccounts",
  "system:unauthenticated",
  "*",
]);

export default defineRule({
  id: "permissive-security-context-constraints",
  family: "policy-mesh",
  severity: "warning",
  tier: "recommended",
  title: "SecurityContextConstraints allow access to the node",
  why: "Whoever may use these constraints can start a pod that leaves its container: privileged, as root, or with the node's directories, processes or network. Every workload of those service accounts is then a way to the node.",
  ignoreWhen:
    "Node agents (storage, network, monitoring) need it, and `users` names just their service accounts. Of the constraints that OpenShift ships, only privileged containers are reported; where privileged containers are allowed, the rest adds nothing and is not reported either.",
  references: ["https://docs.openshift.com/container-platform/latest/authentication/managing-security-context-constraints.html"],
  peers: ["kube-linter:scc-deny-privileged-container"],
  fix: "suggestion",
  kinds: ["SecurityContextConstraints", "security.openshift.io/SecurityContextConstraints"],
  resource(constraints, { report }) {
    const say = (what: string) => `SecurityContextConstraints "${constraints.name}" ${what}.`;
    const privileged = constraints.at("allowPrivilegedContainer");
    if (privileged.value === true)
      report(privileged, say("allows privileged containers"), {
        severity: "error",
        fixes: [manual("Do not allow privileged containers", set(privileged, false))],
      });
    if (SHIPPED.test(constraints.name)) return;
    for (const subject of [...constraints.at("users").items(), ...constraints.at("groups").items()])
      if (EVERYBODY.has(subject.value))
        report(subject, say(`may be used by everybody in ${subject.value}`), {
          fixes: [manual("Remove them", remove(subject))],
        });
    if (privileged.value === true) return;
    for (const [name, what] of HOST_ACCESS) {
      const flag = constraints.at(name);
      if (flag.value === true) report(flag, say(what), { fixes: [manual(`Set ${name}: false`, set(flag, false))] });
    }
    for (const capability of anyOf(constraints.at("allowedCapabilities")))
      report(capability, say("lets containers add every capability"), {
        fixes: [manual("Allow none", remove(capability))],
      });
    const user = constraints.at("runAsUser", "type");
    if (user.value === "RunAsAny")
      report(user, say("lets containers run as root"), {
        fixes: [manual("Use the namespace's range of users", set(user, "MustRunAsRange"))],
      });
  },
});

function anyOf(list: Field): readonly Field[] {
  return list.items().filter(({ value }) => value === "*");
}
