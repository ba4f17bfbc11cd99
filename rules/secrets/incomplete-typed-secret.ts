// core validation, ValidateSecret; https://kubernetes.io/docs/concepts/configuration/secret/#secret-types
import { defineRule, isPlaceholder, type Resource } from "../../server/api.ts";
import { decode } from "./_base64.ts";
import { contentOf } from "./_secret.ts";

const REQUIRED: ReadonlyMap<string, readonly string[]> = new Map([
  ["kubernetes.io/tls", ["tls.crt", "tls.key"]],
  ["kubernetes.io/dockerconfigjson", [".dockerconfigjson"]],
  ["kubernetes.io/dockercfg", [".dockercfg"]],
  ["kubernetes.io/ssh-auth", ["ssh-privatekey"]],
]);

const EITHER = ["username", "password"];

export default defineRule({
  id: "incomplete-typed-secret",
  family: "secrets",
  severity: "error",
  tier: "recommended",
  confidential: true,
  title: "Secret lacks what its type needs",
  why: "The API server refuses a Secret of a built-in type without the keys of that type, and whatever mounts it does not start.",
  ignoreWhen: "A controller fills the Secret in before it reaches the API server.",
  how: "Add the keys, or leave the type out: an Opaque Secret may hold anything.",
  references: ["https://kubernetes.io/docs/concepts/configuration/secret/#secret-types"],
  kinds: ["Secret"],
  resource(secret, { report }) {
    const type = secret.at("type");
    const name = type.string ?? "";
    const missing = (REQUIRED.get(name) ?? []).filter((key) => contentOf(secret, key).absent && secret.at("data", key).absent);
    if (missing.length > 0) report(type, `A Secret of type ${name} needs ${missing.join(" and ")}.`);
    else if (name === "kubernetes.io/basic-auth" && EITHER.every((key) => contentOf(secret, key).absent))
      report(type, `A Secret of type ${name} needs a username or a password.`);
    else if (name === "kubernetes.io/service-account-token" && accountOf(secret).absent)
      report(type, "A Secret of this type needs the annotation kubernetes.io/service-account.name.");
    const [key = "", ...more] = REQUIRED.get(name) ?? [];
    if (!key.startsWith(".docker") || more.length > 0) return;
    const field = contentOf(secret, key);
    const written = field.string;
    if (written === undefined || isPlaceholder(written)) return;
    const json = field.path.at(-2) === "data" ? decode(written) : written;
    if (json !== undefined && !isPlaceholder(json) && !isObject(json)) report(field, `The value of ${key} is not a JSON object.`);
  },
});

function accountOf(secret: Resource) {
  return secret.at("metadata", "annotations", "kubernetes.io/service-account.name");
}

function isObject(text: string): boolean {
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === "object" && json !== null && !Array.isArray(json);
  } catch {
    return false;
  }
}
