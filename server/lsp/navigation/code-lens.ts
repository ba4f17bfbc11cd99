import type { CodeLens, Location } from "vscode-languageserver";
import type { IndexedObject } from "../../kube/facts/indexed-object.ts";
import type { PlacedOccurrence } from "../../lint/navigation/placed.ts";
import { selectorsOf, usersOf } from "../../lint/navigation/relations.ts";
import { shift } from "../../text/span.ts";
import { SHOW_REFERENCES_COMMAND } from "../protocol/messages.ts";
import { normalized } from "../protocol/uri.ts";
import type { Session } from "../session/session.ts";
import { namesIn } from "./names.ts";

/** Above each object what selects it and what uses it; a click shows where, in clients that have the command for it. Nothing where nobody asked for it. */
export async function codeLenses(uri: string, session: Session): Promise<CodeLens[]> {
  const key = normalized(uri);
  if (!session.project.effective(key).preferences.codeLens) return [];
  await session.settled(key);
  const names = namesIn(session);
  const own = names.in(key).filter(({ noun, owner, declares }) => noun === "object" && declares && owner.by === "self");
  return own.flatMap((one) => {
    const objects = names.meanings.objectsOf(one.holder);
    const { index } = session.linter;
    return [
      ...lens(
        one,
        "selected by",
        objects.flatMap((object) => selectorsOf(index, object)),
        session,
      ),
      ...lens(
        one,
        "used by",
        objects.flatMap((object) => usersOf(index, object)),
        session,
      ),
    ];
  });
}

function lens({ uri, site }: PlacedOccurrence, words: string, others: readonly IndexedObject[], session: Session): CodeLens[] {
  const places = new Map(others.map((other) => [`${other.uri} ${other.slice} ${other.site.span.start}`, other]));
  if (places.size === 0) return [];
  const range = session.positions(uri).range(site);
  const locations = [...places.values()].map((other) => locationOf(other, session));
  const command = session.profile.showReferences
    ? { command: SHOW_REFERENCES_COMMAND, arguments: [session.clientUri(uri), range.start, locations] }
    : { command: "" };
  return [{ range, command: { title: `${words} ${places.size}`, ...command } }];
}

function locationOf({ uri, slice, site }: IndexedObject, session: Session): Location {
  const from = session.linter.slice(uri, slice)?.start ?? 0;
  return { uri: session.clientUri(uri), range: session.positions(uri).range(shift(site.span, from)) };
}
