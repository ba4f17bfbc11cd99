import { readKustomization } from "../../kube/kustomize/kustomization.ts";
import { isRemote, kustomizationsIn } from "../../kube/kustomize/location.ts";
import { folderOf, resolveIn } from "../../text/path.ts";
import { parse } from "../../yaml/parser/parse.ts";
import { cut } from "../../yaml/parser/slice.ts";

/** What has to be known of a kustomization to find those that no other one builds on. */
interface Outline {
  readonly component: boolean;
  /** The kustomization files that it may build on. */
  readonly below: readonly string[];
}

/** The kustomizations of a workspace, by the names of their files. */
export class Kustomizations {
  readonly #outlines = new Map<string, Outline>();
  #roots: readonly string[] | undefined = [];

  get size(): number {
    return this.#outlines.size;
  }

  /** Sets a kustomization's text; `undefined` if the file is gone. */
  set(name: string, text: string | undefined): void {
    const before = this.#outlines.get(name);
    const now = text === undefined ? undefined : outlineOf(name, text);
    if (now) this.#outlines.set(name, now);
    else this.#outlines.delete(name);
    if (!isSame(before, now)) this.#roots = undefined;
  }

  /** Those that are no components and that no other one builds on, sorted by name; of those in a ring, the first. */
  roots(): readonly string[] {
    this.#roots ??= rootsOf(new Map([...this.#outlines].sort(([a], [b]) => (a < b ? -1 : 1))));
    return this.#roots;
  }
}

function outlineOf(name: string, text: string): Outline {
  const { component, resources, components } = readKustomization(parse(text, 0, cut(text)[0]?.end));
  const folders = [...resources, ...components].filter(({ path }) => !isRemote(path));
  const below = folders.flatMap(({ path }) => kustomizationsIn(resolveIn(folderOf(name), path)));
  return { component, below };
}

function isSame(a: Outline | undefined, b: Outline | undefined): boolean {
  if (!a || !b) return a === b;
  return a.component === b.component && a.below.length === b.below.length && a.below.every((file, i) => file === b.below[i]);
}

function rootsOf(outlines: ReadonlyMap<string, Outline>): readonly string[] {
  const named = new Set([...outlines.values()].flatMap(({ below }) => below.filter((name) => outlines.has(name))));
  const all = [...outlines].filter(([, { component }]) => !component).map(([name]) => name);
  const reached = new Set<string>();
  const reach = (from: string): void => {
    const open = [from];
    for (let name = open.pop(); name !== undefined; name = open.pop()) {
      if (reached.has(name)) continue;
      reached.add(name);
      for (const below of outlines.get(name)?.below ?? []) if (outlines.has(below)) open.push(below);
    }
  };
  const roots = all.filter((name) => !named.has(name));
  for (const name of roots) reach(name);
  for (const name of all) {
    if (reached.has(name)) continue;
    roots.push(name);
    reach(name);
  }
  return roots;
}
