// security.istio.io RequestAuthentication JWTRule: keys come from jwks, jwksUri, or the issuer's OpenID discovery document.
import {
  defineRule,
  type IndexedObject,
  isOfOtherEnvironment,
  objectsInNamespaceOf,
  selects,
  set,
  string,
  suggestion,
  valueAt,
} from "../../server/api.ts";
import { isInMesh } from "./_istio.ts";

export default defineRule({
  id: "istio-jwt-not-required",
  family: "policy-mesh",
  severity: "warning",
  tier: "recommended",
  title: "Istio trusts tokens that prove nothing, or none",
  why: "A RequestAuthentication refuses bad tokens only: a request without one passes, unless an AuthorizationPolicy asks for requestPrincipals. The keys that tokens are checked with may come over plain HTTP: whoever is on the way hands out keys of their own, and then tokens for anybody.",
  ignoreWhen: "The keys are fetched within the cluster, over a network that nobody else is on.",
  references: ["https://istio.io/latest/docs/reference/config/security/request_authentication/"],
  fix: "suggestion",
  options: { rootNamespace: string("istio-system", "The namespace whose policies hold for the whole mesh") },
  kinds: ["security.istio.io/RequestAuthentication"],
  workspace(authentication, index, { options, report }) {
    const rules = valueAt(authentication, "spec.jwtRules");
    if (!rules || !index.isWhole(authentication) || authentication.partial) return;
    const policies = [
      ...objectsInNamespaceOf(index, authentication, "AuthorizationPolicy"),
      ...index
        .kindInNamespace("AuthorizationPolicy", options.rootNamespace)
        .filter((policy) => !isOfOtherEnvironment(index, authentication, policy)),
    ];
    const asks = policies.some((policy) => valueAt(policy, "requestPrincipals") && mayMeet(policy, authentication));
    if (!asks)
      report(rules.site, `No AuthorizationPolicy asks for a token that "${authentication.name}" checks: none is needed.`);
  },
  resource(authentication, { report }) {
    for (const rule of authentication.at("spec", "jwtRules").items()) {
      const keys = rule.at("jwksUri");
      const issuer = rule.at("issuer");
      // An issuer is only a name, unless the keys are to be found below it.
      const from = !keys.absent ? keys : rule.at("jwks").absent && rule.at("jwks_uri").absent ? issuer : undefined;
      const host = /^http:\/\/([^/:]+)/.exec(from?.string ?? "")?.[1];
      if (!from?.string || !host) continue;
      report(from, `RequestAuthentication "${authentication.name}" gets keys over HTTP from ${host}.`, {
        severity: isInMesh(host) ? "warning" : "error",
        fixes: from === keys ? [suggestion("Fetch them over HTTPS", set(from, from.string.replace(/^http:/, "https:")))] : [],
      });
    }
  },
});

/** Whether the two may be about the same workloads: where both select some, the one has the labels that the other asks for. */
function mayMeet(policy: IndexedObject, authentication: IndexedObject): boolean {
  const [asked] = policy.selectors;
  const [labels] = authentication.selectors;
  return !asked || !labels || asked.uncertain || selects(asked, labels.matchLabels) || selects(labels, asked.matchLabels);
}
