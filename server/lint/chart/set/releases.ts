import type { Release } from "../../../kube/release/release.ts";
import { baseOf, releasesIn } from "../../../kube/release/releases.ts";
import { NONE } from "../../../text/none.ts";
import { asFolder, resolveIn } from "../../../text/path.ts";

/** A release with the place that its paths start from. */
export interface PlacedRelease {
  readonly release: Release;
  /** The file that it stands in. */
  readonly file: string;
  /** The folder that stands for the root of the repository, or that of the file. */
  readonly base: string;
  /** The chart's folder. */
  readonly chart: string;
}

/** The releases that the files of a workspace describe, by the charts that they install. */
export class Releases {
  readonly #files = new Map<string, readonly Release[]>();
  #placed: ReadonlyMap<string, readonly PlacedRelease[]> = new Map(); // by the chart's folder

  /** Takes the files that have changed, and looks for the charts again. Returns the folders of charts that are installed by others now. `text` is that of a file, `undefined` if it is gone. */
  update(changed: readonly string[], text: (name: string) => string | undefined): ReadonlySet<string> {
    let isSame = true;
    for (const name of changed) {
      const now = releasesIn(name, text(name) ?? "");
      const had = this.#files.delete(name);
      if (now.length > 0) this.#files.set(name, now);
      if (had || now.length > 0 || name.endsWith("/Chart.yaml")) isSame = false;
    }
    if (isSame || (this.#files.size === 0 && this.#placed.size === 0)) return new Set();
    const before = this.#placed;
    this.#placed = this.#place((folder) => text(`${folder}Chart.yaml`) !== undefined);
    const folders = new Set([...before.keys(), ...this.#placed.keys()]);
    return new Set([...folders].filter((folder) => !areSame(before.get(folder), this.#placed.get(folder))));
  }

  /** The releases of the chart in a folder, by the names of their files. */
  of(folder: string): readonly PlacedRelease[] {
    return this.#placed.get(folder) ?? NONE;
  }

  #place(isChart: (folder: string) => boolean): ReadonlyMap<string, readonly PlacedRelease[]> {
    const placed = new Map<string, PlacedRelease[]>();
    for (const [file, releases] of [...this.#files].sort(([a], [b]) => (a < b ? -1 : 1)))
      for (const release of releases) {
        const folderIn = (base: string) => asFolder(resolveIn(base, release.chart.replace(/^\/+/, "")));
        const base = baseOf(file, release.from, (one) => isChart(folderIn(one)));
        if (base === undefined) continue;
        const one = { release, file, base, chart: folderIn(base) };
        const known = placed.get(one.chart);
        if (known) known.push(one);
        else placed.set(one.chart, [one]);
      }
    return placed;
  }
}

function areSame(a: readonly PlacedRelease[] = NONE, b: readonly PlacedRelease[] = NONE): boolean {
  return a.length === b.length && a.every(({ release, base }, i) => release === b[i]?.release && base === b[i]?.base);
}
