import { extensions, Uri, workspace } from "vscode";

/**
 * Settings with `schemaValidation: auto` decided: off where the YAML extension validates manifests against the Kubernetes schema, so
 * that nobody reads the same error twice.
 */
export function resolveSchemaValidation(settings: unknown, scope: string | undefined): unknown {
  if (typeof settings !== "object" || settings === null || !("schemaValidation" in settings)) return settings;
  if (settings.schemaValidation !== "auto") return settings;
  return { ...settings, schemaValidation: validatesKubernetes(scope) ? "off" : "on" };
}

function validatesKubernetes(scope: string | undefined): boolean {
  if (!extensions.getExtension("redhat.vscode-yaml")) return false;
  const yaml = workspace.getConfiguration("yaml", scope === undefined ? undefined : Uri.parse(scope));
  if (yaml.get("validate") === false) return false;
  const schemas = Object.keys(yaml.get<Record<string, unknown>>("schemas") ?? {});
  return schemas.some((schema) => /kubernetes/i.test(schema));
}
