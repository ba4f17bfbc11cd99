// security.istio.io RequestAuthentication JWTRule: keys come from jwks, jwksUri, or the issuer's OpenID discovery document.
import { defineRule, set, suggestion } from "../../server/api.ts";
import { isInMesh } from "./_istio.ts";

export default defineRule({
  id: "istio-jwt-not-required",
  family: "policy-mesh",
  severity: "warning",
  tier: "recommended",
  title: "Istio trusts tokens that prove nothing",
  why: "The keys that tokens are checked with come over plain HTTP: whoever is on the way hands out keys of their own, and then tokens for anybody.",
  ignoreWhen: "The keys are fetched within the cluster, over a network that nobody else is on.",
  references: ["https://istio.io/latest/docs/reference/config/security/request_authentication/"],
  fix: "suggestion",
  kinds: ["security.istio.io/RequestAuthentication"],
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
