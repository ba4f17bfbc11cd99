import { canonical, keyOf, type Subject } from "../../kube/access/subject.ts";
import type { World } from "../../kube/access/world.ts";
import type { IndexedObject } from "../../kube/facts/indexed-object.ts";
import { bindingIn } from "../../kube/graph/roles.ts";
import { accessWorld } from "../../kube/graph/world.ts";
import { accessAnswer } from "../../report/graph/access.ts";
import { accessDrawing } from "../../report/graph/access-drawing.ts";
import { drawn } from "../../report/graph/drawing.ts";
import type { PlaceOf } from "../../report/graph/link.ts";
import { networkAnswer } from "../../report/graph/network.ts";
import { networkDrawing } from "../../report/graph/network-drawing.ts";
import { masked, maskOfFiles } from "../../report/mask/file-mask.ts";
import { baseName } from "../../text/path.ts";
import type { GraphsParams, GraphsResult } from "../protocol/messages.ts";
import { normalized } from "../protocol/uri.ts";
import type { Session } from "../session/session.ts";

/**
 * What can be drawn of the object at a position: of a workload who reaches it and whom it reaches, and what its account may do; of an account or
 * a binding what the account, or each subject, may do. Empty where no such object stands.
 */
export async function graphsAt({ uri, position }: GraphsParams, session: Session): Promise<GraphsResult> {
  const key = normalized(uri);
  await session.settled(key);
  const object = objectAt(key, session.positions(key).offset(position), session);
  if (!object) return [];
  const objects = session.linter.objects();
  const files = new Set<string>();
  const placeOf: PlaceOf = (one, at = one.site) => {
    files.add(one.uri);
    const start = (session.linter.slice(one.uri, one.slice)?.start ?? 0) + at.span.start;
    return { file: baseName(one.uri), line: session.positions(one.uri).at(start).line + 1 };
  };
  /** An answer without what may be a secret of the files that it speaks of. */
  const shown = <T>(answer: T): T => masked(answer, maskOfFiles([...files].map((file) => session.linter.result(file))));
  const network = shown(networkAnswer(object, objects, placeOf));
  const world = accessWorld(objects);
  return [
    ...(network ? [{ title: `Network of ${object.kind} ${object.name}`, svg: drawn(networkDrawing(network)) }] : []),
    ...subjectsOf(object).map((wanted) => {
      const subject = knownAs(wanted, world);
      return {
        title: `Access of ${subject.kind} ${subject.name}`,
        svg: drawn(accessDrawing(shown(accessAnswer(subject, world, placeOf)))),
      };
    }),
  ];
}

/** The last object that begins before the offset, in its document; the first where none does. */
function objectAt(uri: string, offset: number, { linter }: Session): IndexedObject | undefined {
  const here = linter.objects().filter((object) => {
    const slice = object.uri === uri ? linter.slice(uri, object.slice) : undefined;
    return slice !== undefined && slice.start <= offset && offset <= slice.end;
  });
  const start = ({ slice, site }: IndexedObject) => (linter.slice(uri, slice)?.start ?? 0) + site.span.start;
  // Of documents that touch the later one is meant.
  const last = here.filter((object) => object.slice === here.at(-1)?.slice);
  return last.findLast((object) => start(object) <= offset) ?? last[0];
}

/** Whose rights an object is about. */
function subjectsOf(object: IndexedObject): readonly Subject[] {
  const { group, kind, namespace, name, pods } = object;
  if (group === "" && kind === "ServiceAccount") return [{ kind, namespace, name }];
  const account = pods[0]?.serviceAccount;
  if (account) return [{ kind: "ServiceAccount", namespace, name: account }];
  return bindingIn(object)?.subjects ?? [];
}

/** The subject as the objects know it: with the namespace of its account where the object says none. */
function knownAs(wanted: Subject, world: World<IndexedObject>): Subject {
  const subject = canonical(wanted);
  const known = world.subjects.find((one) => keyOf(one) === keyOf(subject));
  if (known || subject.kind !== "ServiceAccount" || subject.namespace !== undefined) return subject;
  return world.subjects.find((one) => one.kind === subject.kind && one.name === subject.name) ?? subject;
}
