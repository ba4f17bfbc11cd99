// Gateway API, ReferenceGrant: a `to` without a name grants all objects of the kind in the namespace.
import { defineRule, manual, set } from "../../server/api.ts";

export default defineRule({
  id: "reference-grant-broad",
  family: "service-exposure",
  severity: "info",
  tier: "strict",
  title: "ReferenceGrant allows every Secret of a namespace",
  why: "Whoever may write a Gateway or a route in the namespaces that it trusts uses every certificate of this one, those that are added later included.",
  ignoreWhen: "The namespace holds nothing but the certificates that are granted.",
  references: ["https://gateway-api.sigs.k8s.io/api-types/referencegrant/"],
  fix: "suggestion",
  kinds: ["gateway.networking.k8s.io/ReferenceGrant"],
  resource(grant, { report }) {
    for (const target of grant.at("spec", "to").items()) {
      const name = target.at("name");
      if (target.at("kind").value !== "Secret" || (target.at("group").value ?? "") !== "" || !name.absent) continue;
      report(target.at("kind"), `ReferenceGrant "${grant.name}" grants every Secret of its namespace.`, {
        fixes: [manual("Grant one Secret: edit the name", set(name, "change-me"))],
      });
    }
  },
});
