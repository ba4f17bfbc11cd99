// core/v1 ConfigMap: "ConfigMap does not provide secrecy or encryption" (Kubernetes documentation, Concepts, ConfigMaps).
import {
  credentialIn,
  defineRule,
  type Field,
  type Fix,
  isCredential,
  isTypeName,
  mayNameCredential,
  type Place,
  type Resource,
  rename,
  set,
  suggestion,
} from "../../server/api.ts";
import { decode } from "./_base64.ts";
import { credentialAt, DETECTION, leakIn } from "./_detect.ts";
import { linesOf, placeAt } from "./_line.ts";
import { isEncrypted } from "./_secret.ts";

/** Files of settings. In programs and prose `password = word` says nothing. */
const SETTINGS = /(?:^[^.]*|\.(?:properties|env|ya?ml|json|ini|cnf|conf|cfg|config|toml|tfvars|hcl))$/i;

/** `key: value`, `key = value`, `"key": "value",` and `export key=value`, with or without a comment. */
const SETTING = /^(?:export\s+|-\s+)?["']?([A-Za-z][\w.-]*)["']?\s*[:=]\s*(["']?)([^"'\s,;#]+)\2,?(?:\s+[#;].*)?$/;

/** Files in which a blank may part name and value: of fluentd and Fluent Bit, Redis and others, and Java's properties. */
const SPACED_SETTINGS = /\.(?:properties|cnf|conf|cfg|config)$/i;
const SPACED_SETTING = /^([A-Za-z][\w.-]*)\s+(["']?)([^"'\s,;#=:][^"'\s,;#]*)\2;?(?:\s+[#;].*)?$/;

const NONE: ReadonlyMap<Place, string> = new Map();

export default defineRule({
  id: "secret-in-config-map",
  family: "secrets",
  severity: "error",
  tier: "recommended",
  confidential: true,
  title: "Credential in a ConfigMap",
  why: "ConfigMaps are neither encrypted at rest nor guarded by the permissions of Secrets: whoever may look at the namespace has the credential, and so has everybody with the repository.",
  ignoreWhen: "The value is public by design, such as the key of a web client.",
  how: "Move the value to a Secret, and change the credential: it has been seen.",
  standards: ["cis:5.4.1", "nsa"],
  references: ["https://kubernetes.io/docs/concepts/configuration/configmap/"],
  peers: ["trivy:KSV-0109", "kubescape:C-0012", "polaris:sensitiveConfigmapContent"],
  fix: "suggestion",
  kinds: ["ConfigMap"],
  options: DETECTION,
  resource(map, { options, report }) {
    if (isEncrypted(map)) return;
    const values = map
      .at("data")
      .entries()
      .map(([name, field]) => ({ name, field, what: whatIn(name, field, options) }));
    const isAll = values.length > 0 && values.every(({ what }) => what !== undefined);
    const fixes = isAll && map.at("binaryData").absent ? [toSecret(map)] : [];
    for (const { name, field, what } of values)
      for (const [at, credential] of found(name, field, what, options))
        report(at, `ConfigMap "${map.name}" holds ${credential} under "${name}".`, { fixes });
    for (const [name, field] of map.at("binaryData").entries()) {
      const bytes = field.string?.startsWith("LS0tLS1CRUdJTi") ? decode(field.string) : undefined;
      const leak = bytes === undefined ? undefined : credentialIn(bytes);
      if (leak) report(field, `ConfigMap "${map.name}" holds ${leak.what} under "${name}".`);
    }
  },
});

type Detection = Parameters<typeof credentialAt>[2];

/** What credential the value is or holds, in words. */
function whatIn(name: string, { raw }: Field, options: Detection): string | undefined {
  return typeof raw === "string" ? credentialAt(name, raw, options) : undefined;
}

/** Where the value holds credentials, one each line, and what they are. `what` is the one that is known. */
function found(name: string, field: Field, what: string | undefined, options: Detection): ReadonlyMap<Place, string> {
  const text = field.raw;
  const isSettings =
    typeof text === "string" && (text.includes("\n") || name.includes(".")) && SETTINGS.test(name) && mayNameCredential(text);
  if (typeof text !== "string" || (what === undefined && !isSettings)) return NONE;
  const places = new Map<Place, string>();
  const leak = what === undefined ? undefined : leakIn(name, text);
  if (what) places.set(leak ? placeAt(field, leak.index) : field, what);
  if (!isSettings) return places;
  for (const line of linesOf(field)) {
    const spaced = SPACED_SETTINGS.test(name) ? SPACED_SETTING.exec(line.text) : null;
    const [, key = "", , value = ""] = SETTING.exec(line.text) ?? spaced ?? [];
    if (key === "" || key === "passwd" || isTypeName(value) || value.length < options.minLength || !isCredential(key, value))
      continue;
    if (![...places.keys()].some(({ site }) => site.start === line.at.site.start)) places.set(line.at, "a password or key");
  }
  return places;
}

function toSecret(map: Resource): Fix {
  return suggestion("Make it a Secret", set(map.at("kind"), "Secret"), rename(map.at("data"), "stringData"));
}
