// Removed in-tree volume plug-ins: _volume-plugin.table.ts.
import { type Context, defineRule, type Field, type Place } from "../../server/api.ts";
import { type PluginFate, PROVISIONERS, VOLUME_PLUGINS } from "./_volume-plugin.table.ts";

function check(holder: Field, label: string, ctx: Context): void {
  for (const [source, field] of holder.entries()) {
    const fate = Object.hasOwn(VOLUME_PLUGINS, source) ? VOLUME_PLUGINS[source] : undefined;
    if (fate && field.exists) tell(field.key, `${label} uses ${source}`, fate, ctx);
  }
}

function tell(
  place: Place,
  what: string,
  { removed, offByDefault, driver, instead }: PluginFate,
  { kubernetes, report }: Context,
): void {
  if ((offByDefault ?? removed) > kubernetes) return;
  const gone = removed > kubernetes ? `off by default since 1.${offByDefault}` : `removed in 1.${removed}`;
  report(
    place,
    driver ? `${what}: it needs ${driver} since 1.${removed}.` : `${what}, ${gone}: ${instead ?? "use a CSI driver"}.`,
    { severity: driver ? "warning" : "error" },
  );
}

export default defineRule({
  id: "removed-volume-plugin",
  family: "storage",
  severity: "error",
  tier: "recommended",
  title: "Volume plug-in is no longer part of Kubernetes",
  why: "The pod waits in ContainerCreating and the claim stays Pending: nothing in the cluster knows this kind of volume any more. Where a CSI driver serves the old name, it has to be installed.",
  ignoreWhen:
    "The driver that the message names is installed, or the manifest is for an older cluster: set kubernetesVersion in the configuration.",
  how: "Move the data to a volume of a CSI driver.",
  references: ["https://kubernetes.io/docs/concepts/storage/volumes/"],
  kinds: ["PersistentVolume", "StorageClass"],
  needs: [...Object.keys(VOLUME_PLUGINS), "provisioner"],
  pod(pod, ctx) {
    for (const volume of pod.at("volumes").items()) check(volume, `Volume "${volume.at("name").string ?? ""}"`, ctx);
  },
  resource(resource, ctx) {
    const provisioner = resource.at("provisioner");
    const name = resource.kind === "StorageClass" ? PROVISIONERS.get(provisioner.string ?? "") : undefined;
    const fate = name === undefined ? undefined : VOLUME_PLUGINS[name];
    if (fate) tell(provisioner, `StorageClass "${resource.name}" uses ${provisioner.string}`, fate, ctx);
    if (resource.kind === "PersistentVolume") check(resource.at("spec"), `PersistentVolume "${resource.name}"`, ctx);
  },
});
