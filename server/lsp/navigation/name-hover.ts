import type { Position } from "vscode-languageserver";
import type { PlacedOccurrence } from "../../lint/navigation/placed.ts";
import { relationsOf } from "../../lint/navigation/relations.ts";
import { listed } from "../../text/listed.ts";
import { baseName } from "../../text/path.ts";
import type { Span } from "../../text/span.ts";
import type { Session } from "../session/session.ts";
import { askedAt, sameAs } from "./names.ts";

/** What stands at a position, where it is defined, what uses it and what it has to do with others, in Markdown; `undefined` where nothing is named. */
export async function nameHover(
  uri: string,
  position: Position,
  session: Session,
): Promise<{ readonly markdown: string; readonly span: Span } | undefined> {
  const asked = await askedAt(uri, position, session);
  if (!asked) return undefined;
  const [first] = asked.here;
  const all = sameAs(asked);
  const place = ({ holder, ...one }: PlacedOccurrence) => {
    const { line } = session.positions(one.uri).at((one.letters ?? one.site).start);
    return `${holder.kind} "${holder.name}", ${baseName(one.uri)}:${line + 1}`;
  };
  const defined = all.filter(({ declares }) => declares);
  const line = (title: string, places: readonly string[]) =>
    places.length === 0 ? [] : [`${title}: ${listed([...new Set(places)], MOST)}`];
  const isObject = first.noun === "object";
  const definition = isObject ? (asked.names.same(first).find(({ declares }) => declares) ?? first) : undefined;
  const relations = definition?.declares
    ? relationsOf(session.linter, asked.names.meanings.objectsOf(definition.holder))
    : undefined;
  const lines = [
    titleOf(first),
    ...(defined.length === 0 ? ["Defined in no file that is known."] : line(VERBS[first.noun] ?? "Defined", defined.map(place))),
    ...line(first.noun.endsWith("abel") ? "Selected by" : "Used", all.filter(({ declares }) => !declares).map(place)),
    ...line("Refers to", relations?.refersTo ?? []),
    ...line("Selects", relations?.selects ?? []),
    ...line("Selected by", relations?.selectedBy ?? []),
  ];
  return { markdown: lines.join("\n\n"), span: first.letters ?? first.site };
}

const MOST = 10;

const VERBS: Partial<Record<PlacedOccurrence["noun"], string>> = { label: "On", podLabel: "On pods of", image: "Changed" };

const WORDS: Partial<Record<PlacedOccurrence["noun"], string>> = {
  port: "Port",
  volume: "Volume",
  container: "Container",
  label: "Label",
  podLabel: "Label",
  image: "Image",
};

function titleOf({ noun, name, owner, holder }: PlacedOccurrence): string {
  const word = WORDS[noun];
  if (word) return `**${word} \`${name}\`**`;
  const object = owner.by === "reference" ? owner.wanted : holder;
  if (noun === "object") return `**${owner.by === "reference" ? owner.wanted.kind : holder.kind} \`${name}\`**`;
  return owner.by === "selector" ? `**${owner.kind}**, \`${name}\`` : `**${object.kind} \`${object.name}\`**, \`${name}\``;
}
