// CVE-2021-25741: fixed in kubelet 1.19.15, 1.20.11, 1.21.5 and 1.22.2.
import { defineRule } from "../../server/api.ts";

export default defineRule({
  id: "subpath-symlink-cve",
  family: "workload-hardening",
  severity: "warning",
  tier: "all",
  title: "subPath mount on nodes vulnerable to CVE-2021-25741",
  why: "On these kubelets a container can exchange the directory of a subPath mount for a symbolic link at the right moment and so mount any path of its node.",
  ignoreWhen: "The nodes have the fix: 1.19.15, 1.20.11, 1.21.5, 1.22.2 or newer.",
  how: "Update the nodes. Until then, mount whole volumes.",
  standards: ["nsa"],
  references: ["https://nvd.nist.gov/vuln/detail/CVE-2021-25741"],
  peers: ["kubescape:C-0058"],
  needs: ["subPath", "subPathExpr"],
  container(container, { kubernetes, report }) {
    if (kubernetes > 22) return;
    for (const mount of container.at("volumeMounts").items()) {
      const field = [mount.at("subPath"), mount.at("subPathExpr")].find((one) => one.exists && one.value !== "");
      if (!field) continue;
      const doubt = kubernetes < 19 ? "" : "";
      report(
        field,
        `On nodes of 1.${kubernetes}${doubt}, container "${container.name}" can mount any path of its node (CVE-2021-25741).`,
      );
    }
  },
});
