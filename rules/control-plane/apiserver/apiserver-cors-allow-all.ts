// kube-apiserver, --cors-allowed-origins: a list of regular expressions.
import { defineRule, findFlag, flagItems } from "../../../server/api.ts";

import { onComponent } from "../_visit.ts";

const ANY: ReadonlySet<string> = new Set(["*", ".*", ".+", "^.*$", "^.+$", "/.*/"]);

export default defineRule({
  id: "apiserver-cors-allow-all",
  family: "control-plane",
  severity: "warning",
  tier: "recommended",
  title: "API server allows any CORS origin",
  why: "Any page that an administrator opens may then call the API with the browser's credentials and read the answers.",
  ignoreWhen: "Never; name the origins.",
  how: "List the origins, each as a regular expression from ^ to $.",
  references: ["https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/"],
  ...onComponent("kube-apiserver", (component, { report }) => {
    const flag = findFlag(component, "cors-allowed-origins");
    const origin = flag && flagItems(flag).find((item) => ANY.has(item));
    if (flag && origin) report(flag.place, `${component.label} allows any CORS origin: --cors-allowed-origins has "${origin}".`);
  }),
});
