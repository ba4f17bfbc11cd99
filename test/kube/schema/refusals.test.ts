import { describeMutations, type Mutation, mutated, type Parent, placesIn } from "./mutated.ts";
import { TAKEN } from "./objects.table.ts";

// Each field of some objects removed, given another type, and misspelt.
describeMutations("what Kubernetes refuses of mutated objects", {
  name: "schema.refusals",
  objects: TAKEN,
  mutationsOf,
  refused: 500,
});

function mutationsOf(object: object): readonly Mutation[] {
  return placesIn(object).flatMap((path) => {
    const change = (how: string, apply: (parent: Parent, key: string) => void): Mutation => ({
      what: `${how} ${path.join(".")}`,
      object: mutated(object, path, apply),
    });
    const inList = /^\d+$/.test(path.at(-1) as string);
    const all = [
      change("remove", (parent, key) => (Array.isArray(parent) ? parent.splice(Number(key), 1) : delete parent[key])),
      change("mistype", (parent, key) => {
        const value = parent[key];
        parent[key] = typeof value === "object" ? "text" : typeof value === "string" ? ["text"] : { a: "b" };
      }),
    ];
    return inList ? all : [...all, change("misspell", renameLast)];
  });
}

/** The key with an x in it, where it stood. */
function renameLast(parent: Parent, key: string): void {
  const entries = Object.entries(parent);
  for (const [name] of entries) delete parent[name];
  for (const [name, value] of entries) parent[name === key ? `${name.slice(0, 1)}x${name.slice(1)}` : name] = value;
}
