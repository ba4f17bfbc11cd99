import { foreignActions } from "./language.ts";
import { placesOf } from "./places.ts";

/**
 * Whether a text is a template: an action `{{ … }}`, or what another language has for it, stands where YAML expects a node (a line of its own, a key,
 * a value) or where no YAML could. Inside comments, quoted scalars, block scalars and the middle of plain ones braces are ordinary text: so they are
 * in manifests of Argo, Kyverno or Prometheus. Whether a place or a language forces template mode is for the caller to say.
 */
export function isTemplate(text: string): boolean {
  return (text.includes("{{") && hasGoAction(text)) || foreignActions(text).length > 0;
}

function hasGoAction(text: string): boolean {
  for (const { at, kind } of placesOf(text)) if (kind !== "inside" && GO.test(text.slice(at, at + 3))) return true;
  return false;
}

/** Of Azure Pipelines, too: `${{ x }}`. */
const GO = /^\$?\{\{/;
