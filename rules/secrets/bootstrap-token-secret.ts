// https://kubernetes.io/docs/reference/access-authn-authz/bootstrap-tokens/; plugin/pkg/auth/authenticator/token/bootstrap.
import { defineRule, type Field } from "../../server/api.ts";
import { decode } from "./_base64.ts";
import { contentOf } from "./_secret.ts";

export default defineRule({
  id: "bootstrap-token-secret",
  family: "secrets",
  severity: "warning",
  tier: "strict",
  confidential: true,
  title: "Bootstrap token never expires or allows too much",
  why: "Whoever has the token may join a machine to the cluster as a node, which then gets the Secrets of the pods placed on it. Without an expiration that holds forever.",
  ignoreWhen: "An autoscaler joins nodes with it at any time, and the token is replaced in another way.",
  how: "Set `expiration` to a time a few hours ahead, in RFC 3339, and keep auth-extra-groups to system:bootstrappers: groups.",
  standards: ["cis:3.1.3"],
  references: ["https://kubernetes.io/docs/reference/access-authn-authz/bootstrap-tokens/"],
  peers: ["kubescape:C-0288"],
  kinds: ["Secret"],
  needs: ["bootstrap"],
  resource(secret, { report }) {
    const type = secret.at("type");
    if (type.value !== "bootstrap.kubernetes.io/token") return;
    const expiration = contentOf(secret, "expiration");
    if (expiration.absent || expiration.value === "") report(type, `Bootstrap token "${secret.name}" never expires.`);
    if (textOf(contentOf(secret, "usage-bootstrap-authentication")) !== "true") return;
    const groups = contentOf(secret, "auth-extra-groups");
    const foreign = (textOf(groups) ?? "")
      .split(",")
      .map((group) => group.trim())
      .filter((group) => group !== "" && !group.startsWith("system:bootstrappers:"));
    if (foreign.length > 0)
      report(groups, `Bootstrap token "${secret.name}" makes its bearer a member of ${foreign.join(", ")}.`);
  },
});

function textOf(field: Field): string | undefined {
  const text = field.value === undefined ? undefined : String(field.value);
  return text !== undefined && field.path.at(-2) === "data" ? decode(text) : text;
}
