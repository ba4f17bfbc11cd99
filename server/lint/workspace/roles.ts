import { isKustomization } from "../../kube/kustomize/location.ts";
import { type Role, rolesIn, strongest } from "../../kube/kustomize/roles.ts";
import { NONE } from "../../text/none.ts";
import { baseName, folderOf, parentOf } from "../../text/path.ts";
import { parse } from "../../yaml/parser/parse.ts";
import { cut } from "../../yaml/parser/slice.ts";
import type { FileRole } from "../analysis/dialect.ts";
import { roleInChart, roleInKustomization } from "../analysis/file-role.ts";

/** Whether a file says what others are: a chart's `Chart.yaml`, or a kustomization. */
export function givesRoles(name: string): boolean {
  return isChart(name) || isKustomization(name);
}

/** Files that may be something else now: some by name, and all below some folders. */
export interface Affected {
  readonly names: Iterable<string>;
  /** The folder of a chart that has come or gone, if the file is a `Chart.yaml`. */
  readonly folder: string | undefined;
}

/** What files are by their place among others: below a chart, or named by a kustomization. Names are decoded. */
export class Roles {
  readonly #charts = new Set<string>(); // folders
  readonly #named = new Map<string, ReadonlyMap<string, Role>>(); // by kustomization, what it says of files
  readonly #sayers = new Map<string, Map<string, Role>>(); // by file, what each kustomization says of it

  /** What a file is; `undefined` for a file of manifests. */
  of(name: string): FileRole | undefined {
    const [first, ...others] = this.#sayers.get(name)?.values() ?? NONE;
    return roleInChart(name, this.#chartAbove(name)) ?? roleInKustomization(name, first && strongest([first, ...others]));
  }

  /** Sets the text of a file that gives roles; `undefined` if it is gone. Returns the files that may have another role now. */
  set(name: string, text: string | undefined): Affected {
    if (isChart(name)) {
      const folder = folderOf(name);
      const isNews = this.#charts.has(folder) === (text === undefined);
      if (text === undefined) this.#charts.delete(folder);
      else this.#charts.add(folder);
      return { names: NONE, folder: isNews ? folder : undefined };
    }
    const before = this.#named.get(name);
    const now = text === undefined ? undefined : rolesIn({ uri: name, tree: parse(text, 0, cut(text)[0]?.end) });
    for (const file of before?.keys() ?? NONE) this.#sayers.get(file)?.delete(name);
    if (now) this.#named.set(name, now);
    else this.#named.delete(name);
    for (const [file, role] of now ?? NONE) {
      const sayers = this.#sayers.get(file) ?? new Map<string, Role>();
      this.#sayers.set(file, sayers.set(name, role));
    }
    for (const file of before?.keys() ?? NONE) if (this.#sayers.get(file)?.size === 0) this.#sayers.delete(file);
    return { names: new Set([...(before?.keys() ?? NONE), ...(now?.keys() ?? NONE)]), folder: undefined };
  }

  #chartAbove(name: string): string | undefined {
    if (this.#charts.size === 0) return undefined;
    for (let folder: string | undefined = folderOf(name); folder !== undefined; folder = parentOf(folder))
      if (this.#charts.has(folder)) return folder;
    return undefined;
  }
}

function isChart(name: string): boolean {
  return baseName(name) === "Chart.yaml";
}
