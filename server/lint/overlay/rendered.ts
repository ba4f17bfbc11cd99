import { resourcesOf } from "../../kube/resource.ts";
import { type Span, shift } from "../../text/span.ts";
import { parse } from "../../yaml/parser/parse.ts";
import { cutTemplate, parseTemplate } from "../../yaml/template/template.ts";
import { Field, type Path } from "../../yaml/tree/field.ts";
import type { PlacedFinding } from "../analysis/result.ts";

/** A place in a template; absolute. */
export interface TemplatePlace extends Span {
  /** There is but one object that the finding can be about: another has another kind or name. */
  readonly certain: boolean;
}

/**
 * Where a finding about rendered output stands in the template that it was rendered from: at the value if it is literal there, else at the
 * nearest key above it that is. Items of lists are found by name. `rendered` is the document of the finding. `undefined` if no object of the
 * template can be the one.
 */
export function inTemplate(finding: PlacedFinding, rendered: string, template: string): TemplatePlace | undefined {
  const { resource } = finding;
  if (!resource) return undefined;
  const candidates = cutTemplate(template).flatMap(({ start, end }) =>
    resourcesOf(parseTemplate(template, start, end)).flatMap((one) =>
      one.kind === resource.kind && (one.name === resource.name || one.name === "") ? [{ one, start }] : [],
    ),
  );
  // A name with an action in it may be any; the first object of the kind is the likeliest.
  const best = candidates.find(({ one }) => one.name === resource.name) ?? candidates[0];
  if (!best) return undefined;
  const { node, site } = walk(best.one.root, Field.root(parse(rendered)), finding.path);
  // What the action rendered is known, so the action itself is the place.
  const written = node?.kind === "scalar" && node.unknown ? { start: node.start, end: node.end } : site;
  return { ...shift(written, best.start), certain: candidates.length === 1 };
}

/** Follows a path of the rendered object in the template, as far as it leads. */
function walk(root: Field, rendered: Field, path: Path): Field {
  let field = root;
  let twin = rendered;
  for (const segment of path) {
    twin = twin.at(segment);
    const next = typeof segment === "number" ? itemLike(field, twin, segment) : field.at(segment);
    if (!next.exists) return field;
    field = next;
  }
  return field;
}

/** The item with the name of the rendered one, else the one at its place, where no action adds items. */
function itemLike(list: Field, rendered: Field, index: number): Field {
  const name = rendered.at("name").value;
  const named = name === undefined ? undefined : list.items().find((item) => item.at("name").value === name);
  if (named) return named;
  const placed = list.at(index);
  return list.open || placed.at("name").state === "known" ? list.at(-1) : placed;
}
