import { isInEveryCluster } from "../../kube/facts/external.ts";
import { objectNameProblem, portNameProblem } from "../../kube/names.ts";
import type { Noun } from "../../kube/navigation/occurrence.ts";
import type { Edit } from "../../text/edit.ts";
import { needsQuotes } from "../../yaml/tree/scalar.ts";
import { NEWEST_KUBERNETES } from "../rule/settings.ts";
import type { Linter } from "../workspace/linter.ts";
import type { PlacedOccurrence } from "./placed.ts";
import type { Names } from "./same.ts";

/** The text that can be changed at an occurrence, with its place; `undefined` where there is none: numbers, and names that are written with escapes. */
export function renamable(linter: Linter, { uri, name, letters, written }: PlacedOccurrence): string | undefined {
  if (!letters || typeof name === "number") return undefined;
  return written === "keyOfFile" ? name : linter.text(uri)?.slice(letters.start, letters.end);
}

/** What comes of a new name: edits by file, sorted; or why there are none, in words for the user. */
export type Renaming = { readonly edits: ReadonlyMap<string, readonly Edit[]> } | { readonly problem: string };

/** Renames what occurrences mean where it is defined and wherever it is named: half a rename is worse than none. */
export function renaming(linter: Linter, names: Names, occurrences: readonly PlacedOccurrence[], newName: string): Renaming {
  const [first] = occurrences;
  if (!first) return { edits: new Map() };
  const kind = kindOf(names, first);
  const problem = fixedName(first, kind) ?? nameProblem(first, kind, newName);
  if (problem) return { problem };
  const all = names.closure(occurrences);
  const taken = takenBy(names, all, newName);
  if (taken) return { problem: taken };
  const edits = new Map<string, Map<number, Edit>>();
  for (const one of all) {
    const edit = editOf(linter, one, newName);
    if (!edit) return { problem: `"${one.name}" stands in ${one.uri} in a way that cannot be changed exactly.` };
    const inFile = edits.get(one.uri) ?? new Map<number, Edit>();
    edits.set(one.uri, inFile.set(edit.start, edit)); // a label of objects and of pods may stand in one place
  }
  return { edits: new Map([...edits].map(([uri, list]) => [uri, [...list.values()].sort((a, b) => a.start - b.start)])) };
}

function editOf(linter: Linter, one: PlacedOccurrence, newName: string): Edit | undefined {
  const { letters, site, uri } = one;
  const text = linter.text(uri);
  if (!letters || text === undefined || renamable(linter, one) === undefined) return undefined;
  if (one.written === "keyOfFile") return { start: letters.start, end: letters.start, newText: `${newName}=` };
  const isWhole = letters.start === site.start && letters.end === site.end;
  // A plain scalar may need quotes now: `on` is a name, and no string without them.
  const isPlain = isWhole || (one.noun.endsWith("abel") && !/["']/.test(text.slice(letters.end, letters.end + 1)));
  return { ...letters, newText: isPlain && needsQuotes(newName, true) ? JSON.stringify(newName) : newName };
}

/** The kind of the object that is named, where it says one. */
function kindOf({ meanings }: Names, { owner, holder }: PlacedOccurrence): string {
  if (owner.by === "reference") return owner.wanted.kind;
  return meanings.objectsOf(holder)[0]?.kind ?? holder.kind;
}

/** Why the name cannot be another, in words. */
function fixedName({ noun, name, owner, holder }: PlacedOccurrence, kind: string): string | undefined {
  if (noun !== "object") return undefined;
  const namespace = owner.by === "reference" ? owner.wanted.namespace : holder.namespace;
  if (isInEveryCluster(kind, String(name), namespace)) return `The ${kind} "${name}" is in every cluster, by this name.`;
  if (kind === "CustomResourceDefinition" || kind === "APIService") return `The name of a ${kind} follows from what it serves.`;
  return undefined;
}

/** What is wrong with a new name, in words. */
function nameProblem({ noun, owner }: PlacedOccurrence, kind: string, newName: string): string | undefined {
  const isKey = noun === "part" && kind !== "Service" && kind !== "Gateway";
  if (isKey) return fits(/^[-._a-zA-Z0-9]{1,253}$/, newName, "A key has letters, digits, dots, dashes and underscores only.");
  if (noun === "object") {
    const made = owner.by === "self" && owner.at !== undefined ? "Secret" : kind;
    const problem = objectNameProblem(made, newName, NEWEST_KUBERNETES);
    return problem && `The name of a ${made} ${problem}.`;
  }
  if (noun === "port" || noun === "part") {
    const problem = portNameProblem(newName);
    return problem && `The name of a port ${problem}.`;
  }
  return FORMS[noun] && fits(FORMS[noun][0], newName, FORMS[noun][1]);
}

/** The API server's validation of names (apimachinery, pkg/util/validation): DNS labels, and values of labels. */
const LABEL = /^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/;
const VALUE = /^(?:[A-Za-z0-9](?:[-._A-Za-z0-9]{0,61}[A-Za-z0-9])?)?$/;
const IN_LABEL = "has at most 63 lower-case letters, digits and dashes, and no dash at either end.";
const IN_VALUE =
  "The value of a label has at most 63 letters, digits, dots, dashes and underscores, and begins and ends with a letter or digit.";

const FORMS: Partial<Record<Noun, readonly [form: RegExp, otherwise: string]>> = {
  volume: [LABEL, `The name of a volume ${IN_LABEL}`],
  container: [LABEL, `The name of a container ${IN_LABEL}`],
  label: [VALUE, IN_VALUE],
  podLabel: [VALUE, IN_VALUE],
  image: [/^[A-Za-z0-9][-A-Za-z0-9._/:]*$/, "The name of an image has letters, digits, dots, dashes, colons and slashes only."],
};

function fits(form: RegExp, text: string, otherwise: string): string | undefined {
  return form.test(text) ? undefined : otherwise;
}

/** Why the name is not free, in words. */
function takenBy(names: Names, all: readonly PlacedOccurrence[], newName: string): string | undefined {
  for (const one of all.filter(({ declares }) => declares)) {
    const { noun, name, holder } = one;
    const wanted =
      noun === "label" || noun === "podLabel" ? `${String(name).slice(0, String(name).indexOf("="))}=${newName}` : newName;
    if (noun === "object") {
      const kind = one.owner.by === "self" && one.owner.at === undefined ? holder.kind : undefined;
      const other = kind && names.meanings.namesake(holder, kind, newName);
      if (other) return `There is a ${kind} "${newName}" already.`;
    } else if (noun === "podLabel") {
      const other = names.meanings.labelled(holder, wanted);
      if (other)
        return `The pods of ${other.kind} "${other.name}" have the label ${wanted} already: they would be selected as well.`;
    } else if (noun !== "image" && noun !== "label") {
      const other = names
        .in(one.uri)
        .find((two) => two.declares && two.noun === noun && two.name === wanted && isOfOne(names, one, two));
      if (other) return `"${newName}" is taken: another one of ${holder.kind} "${holder.name}" has that name.`;
    }
  }
  return undefined;
}

function isOfOne({ meanings }: Names, a: PlacedOccurrence, b: PlacedOccurrence): boolean {
  const ids = meanings.of(b);
  return [...meanings.of(a)].some((id) => ids.has(id));
}
