// Kubernetes feature gates AllAlpha and AllBeta; kube-apiserver, --runtime-config.
import { COMPONENTS, defineRule, flagItems, isTrue, keepItems, remove, suggestion } from "../../../server/api.ts";

import { GATED_CONFIGURATIONS, gatesOf } from "../_feature-gate.ts";
import { offer } from "../_flag.ts";
import { onComponent } from "../_visit.ts";

const ALL: readonly string[] = ["AllAlpha", "AllBeta"];
const VERSIONS = /^api\/(?:all|alpha)(?:=(?:true|1))?$/;

const flags = onComponent(COMPONENTS, (component, { report }) => {
  for (const gate of gatesOf(component))
    if (ALL.includes(gate.name) && isTrue(gate.value))
      report(gate.flag.place, `${component.label} enables a whole stage of features: ${gate.name}=true.`, {
        fixes: gate.drop(),
      });
  for (const flag of component.flags) {
    const all = flag.name === "runtime-config" ? flagItems(flag).find((item) => VERSIONS.test(item)) : undefined;
    if (all)
      report(
        flag.place,
        `${component.label} serves alpha APIs: --runtime-config has ${all}.`,
        offer(
          `Remove ${all}`,
          keepItems(
            flag,
            flagItems(flag).filter((item) => item !== all),
          ),
        ),
      );
  }
});

export default defineRule({
  id: "alpha-features-enabled",
  family: "control-plane",
  severity: "warning",
  tier: "recommended",
  title: "All alpha features are enabled",
  why: "Alpha features are off because they may lose data, open security holes or vanish with the next version. Nobody reviews what an update adds to the list.",
  ignoreWhen: "A test cluster that exists to try them.",
  references: ["https://kubernetes.io/docs/reference/command-line-tools-reference/feature-gates/"],
  fix: "suggestion",
  kinds: [...flags.kinds, ...GATED_CONFIGURATIONS],
  needs: [...ALL, "runtime"],
  container: flags.container,
  resource(resource, ctx) {
    flags.resource(resource, ctx);
    for (const name of ALL) {
      const gate = resource.at("featureGates", name);
      if (gate.value === true && GATED_CONFIGURATIONS.includes(`${resource.group}/${resource.kind}`))
        ctx.report(gate, `${resource.kind} enables a whole stage of features: ${name}.`, {
          fixes: [suggestion(`Remove ${name}`, remove(gate))],
        });
    }
  },
});
