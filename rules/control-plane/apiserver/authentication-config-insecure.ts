// Structured authentication (KEP-3331) and authorization (KEP-3221) configuration, apiserver.config.k8s.io.
import { type Context, defineRule, type Field, findFlag } from "../../../server/api.ts";
import { onComponent } from "../_visit.ts";

const AUTHENTICATION = "apiserver.config.k8s.io/AuthenticationConfiguration";
const AUTHORIZATION = "apiserver.config.k8s.io/AuthorizationConfiguration";

type Report = Context["report"];

function checkIssuer(jwt: Field, report: Report): void {
  const url = jwt.at("issuer", "url");
  if (url.string !== undefined && !url.string.startsWith("https://"))
    report(url, "The issuer's URL is not https: its signing keys are fetched without TLS.");
  const audiences = jwt.at("issuer", "audiences");
  if (audiences.absent || (audiences.isSequence && !audiences.open && audiences.items().length === 0))
    report(audiences, "Tokens issued for other services are accepted: audiences is empty.");
  for (const name of ["username", "groups"]) {
    const mapping = jwt.at("claimMappings", name);
    const prefix = mapping.at("prefix");
    if (prefix.value === "" && mapping.at("claim").value !== "email")
      report(
        prefix,
        `The issuer can make anyone ${name === "groups" ? "system:masters" : "a system: user"}: the prefix of ${name} is empty.`,
      );
    else if (prefix.string?.startsWith("system:"))
      report(prefix, `The prefix of ${name} lets the issuer use names reserved for Kubernetes.`);
  }
}

function checkAuthorizers(authorizers: readonly Field[], report: Report): void {
  authorizers.forEach((authorizer, i) => {
    const type = authorizer.at("type");
    if (type.value === "AlwaysAllow") report(type, "The authorizer AlwaysAllow allows every request.", { severity: "error" });
    const policy = authorizer.at("webhook", "failurePolicy");
    if (policy.value === "NoOpinion" && i < authorizers.length - 1)
      report(policy, "While this webhook is unreachable, the next authorizer decides.");
  });
}

/** The same by flags of the API server, which asks for https too and starts with neither. */
const flags = onComponent("kube-apiserver", (component, { report }) => {
  const issuer = findFlag(component, "oidc-issuer-url");
  if (issuer?.value?.startsWith("http://"))
    report(issuer.place, `${component.label} does not start: --oidc-issuer-url must be an https URL.`, { severity: "error" });
  for (const name of ["oidc-username-prefix", "oidc-groups-prefix"]) {
    const prefix = findFlag(component, name);
    if (prefix?.value?.startsWith("system:"))
      report(prefix.place, `${component.label} lets the issuer use reserved names: --${name} is "system:".`);
  }
});

export default defineRule({
  id: "authentication-config-insecure",
  family: "control-plane",
  severity: "warning",
  tier: "recommended",
  title: "Authentication or authorization configuration is insecure",
  why: "These files decide who somebody is. An issuer without TLS, without an audience or without a prefix for its names lets a token for something else, or a user who chose a clever name, become system:masters.",
  ignoreWhen:
    "A username prefix is empty on purpose because the claim cannot begin with system: (an email address, which is not reported).",
  how: "Use https, name the audience, and give names a prefix such as the issuer's own.",
  references: [
    "https://kubernetes.io/docs/reference/access-authn-authz/authentication/#using-authentication-configuration",
    "https://kubernetes.io/docs/reference/access-authn-authz/authorization/",
  ],
  kinds: [AUTHENTICATION, AUTHORIZATION, ...flags.kinds],
  container: flags.container,
  resource(resource, ctx) {
    const { report } = ctx;
    flags.resource(resource, ctx);
    if (resource.kind === "AuthorizationConfiguration") {
      checkAuthorizers(resource.at("authorizers").items(), report);
      return;
    }
    if (resource.kind !== "AuthenticationConfiguration") return;
    const anonymous = resource.at("anonymous");
    const enabled = anonymous.at("enabled");
    if (enabled.value === true && !anonymous.open && anonymous.at("conditions").items().length === 0)
      report(enabled, "Anonymous requests are accepted on every path.");
    for (const jwt of resource.at("jwt").items()) checkIssuer(jwt, report);
  },
});
