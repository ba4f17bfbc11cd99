import type * as helm from "../../../helm/helm.ts";
import type { SourceFile } from "../../../helm/value/place.ts";
import type { Dict } from "../../../helm/value/value.ts";
import type { Release, ReleaseFile } from "../../../kube/release/release.ts";
import { baseOf } from "../../../kube/release/releases.ts";
import { resolveIn } from "../../../text/path.ts";
import type { PlacedRelease } from "./releases.ts";
import type { FilesElsewhere, ValuesSet } from "./values-sets.ts";

/** One chart may be installed hundreds of times; every rendering takes its time. */
const MOST = 40;

/** A rendering for each release of a chart, with the values that it gives. */
export function releaseSets(
  releases: readonly PlacedRelease[],
  elsewhere: FilesElsewhere,
  read: typeof helm.readYamlAt,
): readonly ValuesSet[] {
  return releases.slice(0, MOST).map((placed) => setOf(placed, elsewhere, read));
}

function setOf(placed: PlacedRelease, elsewhere: FilesElsewhere, read: typeof helm.readYamlAt): ValuesSet {
  const { release, file } = placed;
  const { releaseName, namespace, kubeVersion, apiVersions, set, setString, replacesValues } = release;
  const own = elsewhere.read(file);
  const files = release.files.map((one) => fileOf(placed, one, elsewhere));
  const inline = own && inlineOf(release, own, read);
  return {
    name: release.title,
    options: {
      ...(releaseName === undefined ? {} : { releaseName }),
      ...(namespace === undefined ? {} : { namespace }),
      ...(kubeVersion === undefined ? {} : { kubeVersion: kubeVersion.replace(/^v/, "") }),
      ...(inline ? { inline } : {}),
      apiVersions,
      replacesValues,
      values: files.flatMap((one) => one ?? []),
      set,
      setString,
    },
    release: {
      file,
      isPartial: release.isPartial || files.includes(undefined) || (release.inline !== undefined && !inline),
    },
  };
}

/** A file of values that a release names; `undefined` if it is not there. */
function fileOf(
  { file, base, chart }: PlacedRelease,
  { path, from }: ReleaseFile,
  elsewhere: FilesElsewhere,
): SourceFile | undefined {
  if (from === "chart") return elsewhere.read(resolveIn(chart, path));
  // The root of another source is looked for as that of the repository is.
  const found = elsewhere.read(resolveIn(base, path));
  if (found || from === "folder") return found;
  const other = baseOf(file, from, (one) => one !== base && elsewhere.read(resolveIn(one, path)) !== undefined);
  return other === undefined ? undefined : elsewhere.read(resolveIn(other, path));
}

const known = new WeakMap<Release, { readonly file: SourceFile; readonly values: Dict | undefined }>();

/** The values in a release, the same as long as its file is. */
function inlineOf(release: Release, file: SourceFile, read: typeof helm.readYamlAt): Dict | undefined {
  const before = known.get(release);
  if (before?.file === file) return before.values;
  const values = release.inline && read(file, release.inline.document, release.inline.path);
  known.set(release, { file, values });
  return values;
}
