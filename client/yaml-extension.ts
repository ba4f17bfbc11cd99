import { type Disposable, extensions, Uri, workspace } from "vscode";
import { type BaseLanguageClient, State } from "vscode-languageclient";

// What the YAML extension (redhat.vscode-yaml) says already, nobody wants to read twice.

/** Settings in which `auto` is decided: whether the YAML extension reports broken YAML, and whether it validates against the Kubernetes schema. */
export function resolveAuto(settings: unknown, scope: string | undefined): unknown {
  if (typeof settings !== "object" || settings === null) return settings;
  const { yamlValidation, schemaValidation } = settings as Readonly<Record<string, unknown>>;
  const resolved = (value: unknown, isDone: boolean) => (value === "auto" ? (isDone ? "off" : "on") : value);
  const yaml = yamlSettings(scope);
  return {
    ...settings,
    ...(yamlValidation === undefined ? {} : { yamlValidation: resolved(yamlValidation, yaml !== undefined) }),
    ...(schemaValidation === undefined ? {} : { schemaValidation: resolved(schemaValidation, knowsKubernetes(yaml)) }),
  };
}

/** Has the server ask for the settings anew when extensions come or go. */
export function followExtensions(client: BaseLanguageClient): Disposable {
  return extensions.onDidChange(() => {
    if (client.state === State.Running) void client.sendNotification("workspace/didChangeConfiguration", { settings: null });
  });
}

/** The settings of the YAML extension, where it is there and validates. */
function yamlSettings(scope: string | undefined): ReturnType<typeof workspace.getConfiguration> | undefined {
  if (!extensions.getExtension("redhat.vscode-yaml")) return undefined;
  const yaml = workspace.getConfiguration("yaml", scope === undefined ? undefined : Uri.parse(scope));
  return yaml.get("validate") === false ? undefined : yaml;
}

function knowsKubernetes(yaml: ReturnType<typeof workspace.getConfiguration> | undefined): boolean {
  const schemas = Object.keys(yaml?.get<Record<string, unknown>>("schemas") ?? {});
  return schemas.some((schema) => /kubernetes/i.test(schema));
}
