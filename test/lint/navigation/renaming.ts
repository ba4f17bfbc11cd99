import type { Noun } from "../../../server/kube/navigation/occurrence.ts";
import type { PlacedOccurrence } from "../../../server/lint/navigation/placed.ts";
import { renaming } from "../../../server/lint/navigation/rename.ts";
import { Names } from "../../../server/lint/navigation/same.ts";
import type { Linter } from "../../../server/lint/workspace/linter.ts";
import { applyEdits } from "../../../server/text/edit.ts";
import { lineStarts, positionAt } from "../../../server/text/lines.ts";

/** A name of each noun that no file has. */
export const FRESH: Readonly<Record<Noun, string>> = {
  object: "plimsoll-fresh",
  part: "plimsoll-fresh",
  port: "plimsoll-fresh",
  volume: "plimsoll-fresh",
  container: "plimsoll-fresh",
  label: "plimsoll-fresh",
  podLabel: "plimsoll-fresh",
  image: "plimsoll-fresh",
};

/** Rules about names themselves: what they say changes with them. */
const BY_NAME: ReadonlySet<string> = new Set([
  "unsorted-keys",
  "secret-in-config-map",
  "end-of-life-component",
  "known-vulnerable-component",
  "system-namespace",
]);

/** What is found in all files: place, rule and message, with one word for a name. */
export function everythingFound(linter: Linter, name: string): readonly string[] {
  return linter
    .uris()
    .flatMap((uri) => {
      const { findings, text } = linter.result(uri);
      const starts = lineStarts(text);
      return findings
        .filter(({ rule }) => !BY_NAME.has(rule))
        .map(({ rule, span, message }) => {
          const words = message.replaceAll(FRESH.object, lastOf(name)).replaceAll(name, "NAME");
          return `${uri}:${positionAt(starts, span.start).line + 1} ${rule} ${words}`;
        });
    })
    .sort();
}

function lastOf(image: string): string {
  return image.slice(image.lastIndexOf("/") + 1);
}

/** Gives what an occurrence means another name, hands the outcome to `body`, and takes it back. Says why where it cannot be renamed. */
export function whileRenamed(linter: Linter, one: PlacedOccurrence, body: () => void): string | undefined {
  // An image keeps its registry.
  const folder = one.noun === "image" ? String(one.name).slice(0, -lastOf(String(one.name)).length) : "";
  const made = renaming(linter, new Names(linter), [one], folder + FRESH[one.noun]);
  if ("problem" in made) return made.problem;
  const before = [...made.edits.keys()].map((uri) => [uri, linter.text(uri) ?? ""] as const);
  for (const [uri, text] of before) linter.update(uri, applyEdits(text, made.edits.get(uri) ?? []));
  linter.settle();
  body();
  for (const [uri, text] of before) linter.update(uri, text);
  linter.settle();
  return undefined;
}
