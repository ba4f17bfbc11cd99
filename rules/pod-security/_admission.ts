import {
  type IndexedObject,
  isDenied,
  type LevelVersion,
  type Mode,
  type NamespacePolicy,
  type WorkspaceExtra,
} from "../../server/api.ts";

/** What a mode of a namespace's policy denies in the pods of an object. */
export interface Denial {
  readonly mode: Mode;
  readonly level: "baseline" | "restricted";
  /** In words of admission: the first, and how many more there are. */
  readonly reasons: string;
  readonly related: WorkspaceExtra["related"];
}

/** What a mode denies; `undefined` if it lets the pods through. A version that the cluster does not know counts as its newest. */
export function denialOf(
  object: IndexedObject,
  namespace: IndexedObject,
  policy: NamespacePolicy,
  mode: Mode,
  kubernetes: number,
): Denial | undefined {
  const { level, version }: LevelVersion = policy[mode];
  if (level === "privileged") return undefined;
  const failures = object.pods.flatMap((pod) =>
    pod.failures.filter((failure) => isDenied(failure, level, Math.min(version, kubernetes))),
  );
  if (failures.length === 0) return undefined;
  return {
    mode,
    level,
    reasons: headline([...new Set(failures.map(({ reason }) => reason))]),
    related: [
      { message: `Namespace "${namespace.name}": ${mode} is ${level}.`, object: namespace, at: namespace.site },
      ...failures.map(({ reason, site }) => ({ message: reason, object, at: site })),
    ],
  };
}

/** Whether an object makes the pods that it holds: a PodTemplate only keeps one. */
export function makesPods({ kind }: IndexedObject): boolean {
  return kind !== "PodTemplate";
}

/** The first of several reasons, as short as a headline wants it; the others are among the related places. */
function headline([first = "", ...others]: readonly string[]): string {
  const word = first.replace(/ != (?:true|false)$|=0$/, "");
  return others.length === 0 ? word : `${word} and ${others.length} more`;
}
