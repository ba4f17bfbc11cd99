import { type Disposable, extensions, Uri, workspace } from "vscode";
import { type BaseLanguageClient, State } from "vscode-languageclient";
import { type OtherServer, withoutAuto } from "./auto.ts";

// What the YAML extension (redhat.vscode-yaml) says already, nobody wants to read twice.

/** Settings in which `auto` is decided by what the YAML extension does for the scope. */
export function resolveAuto(settings: unknown, scope: string | undefined): unknown {
  return withoutAuto(settings, yamlExtension(scope));
}

/** Has the server ask for the settings anew when extensions come or go. */
export function followExtensions(client: BaseLanguageClient): Disposable {
  return extensions.onDidChange(() => {
    if (client.state === State.Running) void client.sendNotification("workspace/didChangeConfiguration", { settings: null });
  });
}

function yamlExtension(scope: string | undefined): OtherServer | undefined {
  if (!extensions.getExtension("redhat.vscode-yaml")) return undefined;
  const yaml = workspace.getConfiguration("yaml", scope === undefined ? undefined : Uri.parse(scope));
  return { validates: yaml.get("validate") !== false, schemas: Object.keys(yaml.get<Record<string, unknown>>("schemas") ?? {}) };
}
