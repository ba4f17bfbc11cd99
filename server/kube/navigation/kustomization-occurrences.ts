import { NONE } from "../../text/none.ts";
import { type Generator, kustomizationOf } from "../kustomize/kustomization.ts";
import type { Resource } from "../resource.ts";
import { pairsIn } from "./label-occurrences.ts";
import { lettersOf, type Occurrence, type Owner, partOf } from "./occurrence.ts";
import { imageAt } from "./pod-occurrences.ts";

const ALL: Owner = { by: "build" };

/** What a kustomization names of the objects that it builds, beside those that its facts refer to: images, labels, the namespace, keys of what it generates. */
export function kustomizationOccurrences({ root }: Resource): readonly Occurrence[] {
  const { labels, commonLabels, generators, namespace } = kustomizationOf(root);
  const letters = lettersOf(namespace);
  const wanted = { group: "", kind: "Namespace", name: namespace.string ?? "", namespace: undefined };
  return [
    ...(letters
      ? [
          {
            noun: "object" as const,
            name: wanted.name,
            declares: false,
            owner: { by: "reference", wanted } as const,
            site: namespace.site,
            letters,
          },
        ]
      : NONE),
    ...root
      .at("images")
      .items()
      .flatMap((item) => [
        ...imageAt(item.at("name"), true, ALL),
        ...imageAt(item.at("newName"), true, { by: "build", isNew: true }),
      ]),
    ...[...labels, ...(commonLabels ? [commonLabels] : [])].flatMap(({ pairs, includeTemplates }) => [
      ...pairsIn(pairs, "label", true, ALL),
      ...(includeTemplates ? pairsIn(pairs, "podLabel", true, ALL) : NONE),
    ]),
    ...generators.flatMap(generated),
  ];
}

/** The object that a generator makes, or adds to where another kustomization has made it, with the keys that it gives by name. */
function generated({ kind, name, behavior, literals, files }: Generator): readonly Occurrence[] {
  const text = name.string;
  const whole = lettersOf(name);
  if (!text || !whole) return NONE;
  const isNew = behavior === "create";
  const wanted = { group: "", kind, name: text, namespace: undefined };
  const owner: Owner = isNew ? { by: "self", at: name.site.start } : { by: "reference", wanted };
  const itself: Occurrence = { noun: "object", name: text, declares: isNew, owner, site: name.site, letters: whole };
  const common = { noun: "part", declares: true, owner } as const;
  const given = literals.flatMap((field): readonly Occurrence[] => {
    const literal = field.string ?? "";
    const key = literal.slice(0, Math.max(0, literal.indexOf("=")));
    const letters = partOf(lettersOf(field), 0, key);
    return key && letters ? [{ ...common, name: key, site: letters, letters }] : NONE;
  });
  const read = files.flatMap(({ key, path, field }): readonly Occurrence[] => {
    const letters = lettersOf(field);
    if (!letters) return NONE;
    const isSaid = field.string !== path;
    if (isSaid) return [{ ...common, name: key, site: field.site, letters: partOf(letters, 0, key) }];
    return [{ ...common, name: key, site: field.site, letters, written: "keyOfFile" }];
  });
  return [itself, ...given, ...read];
}
