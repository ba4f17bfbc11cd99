import { type AccessAnswer, placeText, type SubjectAnswer, titleOf } from "./access.ts";
import type { Box, Drawing, Line } from "./drawing.ts";
import type { Link } from "./link.ts";

/** The rights of a role that its box lists. */
const MOST_RIGHTS = 4;

/** The answer of `explain-access` as a graph: what runs as the subject, its bindings and roles, and step by step what it could become. */
export function accessDrawing(answer: AccessAnswer): Drawing {
  const { subject, grants, becomes, workloads } = answer;
  const own = `subject ${titleOf(subject)}`;
  const boxes = new Map<string, Box>();
  const layers = new Map<string, number>();
  const steps = new Map<string, Set<string>>();
  const lines: Line[] = [];
  const put = (layer: number, box: Box) => {
    if (boxes.has(box.id)) return;
    boxes.set(box.id, box);
    layers.set(box.id, layer);
  };
  put(1, { id: own, lines: [subject.kind, nameOf(subject)], style: "subject" });
  for (const { kind, namespace, name, file } of workloads) {
    const id = `workload ${kind} ${namespace}/${name} ${file}`;
    put(0, { id, lines: [kind, nameOf({ namespace, name })], style: "plain" });
    lines.push({ from: id, to: own, text: "runs as" });
  }
  for (const [chain, rights] of rightsByChain(grants)) {
    const [binding, ...roles] = chain.links;
    if (!binding) continue;
    put(2, { id: idOf(binding), lines: [binding.kind, nameOf(binding)], style: "link" });
    lines.push({ from: own, to: idOf(binding) });
    const way = [binding, ...roles];
    roles.forEach((role, i) => {
      const isLast = i === roles.length - 1;
      put(3 + i, { id: idOf(role), lines: [role.kind, nameOf(role), ...(isLast ? rights : [])], style: "link" });
      lines.push({ from: idOf(way[i] as Link), to: idOf(role) });
    });
  }
  const first = Math.max(3, ...layers.values()) + 1;
  for (const { subject: other, right, namespace = null, by, chain } of becomes) {
    const through = chain.filter(isSubject);
    const id = other ? `subject ${titleOf(other)}` : `right ${right} ${namespace}`;
    const text = other ? [other.kind, nameOf(other)] : [right ?? "", placeText(namespace)];
    put(first + through.length, { id, lines: text, style: other ? "subject" : "right" });
    steps.set(id, (steps.get(id) ?? new Set()).add(`by: ${by}`));
    const last = through.at(-1);
    const role = chain.at(-1);
    lines.push({ from: last ? `subject ${titleOf(last)}` : role ? idOf(role) : own, to: id });
  }
  const count = Math.max(...layers.values()) + 1;
  return {
    title: `What ${titleOf(subject)} may do`,
    layers: Array.from({ length: count }, (_, layer) =>
      [...boxes.values()].filter(({ id }) => layers.get(id) === layer).map((box) => withSteps(box, steps.get(box.id))),
    ),
    lines,
  };
}

/** A box with the steps by which it is reached. */
function withSteps(box: Box, steps: ReadonlySet<string> | undefined): Box {
  if (!steps) return box;
  const all = [...steps];
  return { ...box, lines: [...box.lines, ...all.slice(0, MOST_RIGHTS), ...(all.length > MOST_RIGHTS ? ["…"] : [])] };
}

function rightsByChain(
  grants: AccessAnswer["grants"],
): Iterable<readonly [{ readonly links: readonly Link[] }, readonly string[]]> {
  const found = new Map<string, readonly [{ readonly links: readonly Link[] }, string[]]>();
  for (const { chain, verbs, resources, nonResourceURLs } of grants) {
    const key = chain.map(idOf).join(" ");
    const known = found.get(key) ?? ([{ links: chain }, []] as const);
    found.set(key, known);
    const text = `${verbs.join(",")} ${[...resources, ...nonResourceURLs].join(",")}`;
    if (known[1].length < MOST_RIGHTS) known[1].push(text);
    else if (known[1].length === MOST_RIGHTS) known[1].push("…");
  }
  return found.values();
}

function idOf({ kind, namespace, name, file, line }: Link): string {
  return `${kind} ${namespace}/${name} ${file}:${line}`;
}

function nameOf({ namespace, name }: Pick<Link, "namespace" | "name">): string {
  return namespace === null ? name : `${namespace}/${name}`;
}

const SUBJECTS: readonly string[] = ["ServiceAccount", "User", "Group"];

function isSubject(link: Link): link is Link & SubjectAnswer {
  return SUBJECTS.includes(link.kind);
}
