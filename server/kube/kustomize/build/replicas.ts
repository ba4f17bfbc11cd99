import type { Field } from "../../../yaml/tree/field.ts";
import { identify, original } from "./built-resource.ts";
import { nodeAt, put, scalarAt } from "./mutable.ts";
import { placeOf } from "./place.ts";
import type { ResMap } from "./res-map.ts";

const SCALED: ReadonlySet<string> = new Set(["Deployment", "ReplicationController", "ReplicaSet", "StatefulSet"]);

/** Sets the count of replicas of the objects with a name. Returns the entries that no object answers to. */
export function setReplicas(objects: ResMap, replicas: readonly Field[], by: number): readonly Field[] {
  return replicas.filter((entry) => {
    const name = entry.at("name").string;
    const count = entry.at("count");
    if (name === undefined || count.number === undefined) return false;
    const found = objects
      .withName(name)
      .filter((item) => SCALED.has(identify(item.root).kind) && [original(item).name, identify(item.root).name].includes(name));
    for (const { root } of found) {
      const spec = nodeAt(root, "spec");
      if (spec?.kind === "mapping") put(spec, "replicas", scalarAt(placeOf(count, by), count.number));
    }
    return found.length === 0;
  });
}
