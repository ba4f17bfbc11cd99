// core/v1 SecretVolumeSource.defaultMode: 0644 where nothing is said.
import { defineRule, type Field, type Fix, type Pod, set, suggestion } from "../../server/api.ts";
import { octal, type Source, sourcesOf } from "./_mode.ts";

const DEFAULT = 0o644;
const OWNER_ONLY = 0o400;
const GROUP_TOO = 0o440;

export default defineRule({
  id: "world-readable-secret-volume",
  family: "secrets",
  severity: "info",
  tier: "strict",
  title: "Every user of the container may read the mounted Secret",
  why: "With mode 0644 any process in the container reads the files, whatever user it runs as: a helper that was given a user of its own to keep it away from the key has the key.",
  ignoreWhen: "All processes of the container run as one user. With an fsGroup only files that others may write are reported.",
  references: ["https://kubernetes.io/docs/concepts/configuration/secret/#secret-files-permissions"],
  fix: "suggestion",
  needs: ["secret"],
  pod(pod, { report }) {
    if (pod.windows) return;
    const grouped = !pod.at("securityContext", "fsGroup").absent;
    for (const source of sourcesOf(pod)) {
      if (!holdsSecret(source)) continue;
      for (const [index, field] of source.modes.entries()) {
        if (field.state === "unknown" || (index > 0 && field.absent)) continue;
        const mode = field.number ?? (field.absent ? DEFAULT : 0);
        const writable = (mode & 0o002) !== 0;
        if (!writable && (grouped || (mode & 0o004) === 0)) continue;
        report(
          field.absent ? source.field.key : field,
          `Mode ${octal(mode)} lets every user of the container ${writable ? "change" : "read"} the files of the Secret.`,
          {
            ...(writable ? { severity: "warning" as const } : {}),
            fixes: fixesOf(field, mode, grouped, pod),
          },
        );
      }
    }
  },
});

/**
 * A mode with which the containers can still read the files. They belong to root, and to the fsGroup if there is one: without it a
 * process that is not root reads them as others do, and only their right to write can go.
 */
function fixesOf(field: Field, mode: number, grouped: boolean, pod: Pod): readonly Fix[] {
  const runsAsRoot = pod.containers.every((container) => container.effective("securityContext", "runAsUser").value === 0);
  const mended = grouped ? GROUP_TOO : runsAsRoot ? OWNER_ONLY : mode & ~0o022;
  return mended === mode ? [] : [suggestion(`Set ${octal(mended)} (decimal ${mended})`, set(field, mended))];
}

function holdsSecret({ kind, field }: Source): boolean {
  if (kind !== "projected") return kind === "secret";
  return field
    .at("sources")
    .items()
    .some((source) => source.at("secret").isMapping);
}
