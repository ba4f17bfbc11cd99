import type { CustomKinds } from "../../kube/schema/custom-kinds.ts";
import type { Span } from "../../text/span.ts";
import type { Directive } from "../directive/directive.ts";
import type { Finding } from "../rule/finding.ts";
import type { Settings } from "../rule/settings.ts";

/** The files of a workspace, as overlays see them. Names are URIs or paths, decoded: so are those in kustomizations. */
export interface OverlayFiles {
  /** The text of a file that is linted. */
  linted(name: string): string | undefined;
  /** The text of any file, also of one that is not linted. */
  read(name: string): string | undefined;
  /** Whether there is the file or folder that a file names by a relative path; `undefined` where nobody can say. */
  exists(name: string, path: string): boolean | undefined;
  settingsFor(name: string): Settings;
  /** The kinds of custom resources that are defined for a file: the same object until a definition changes. */
  kindsFor(name: string): CustomKinds;
}

/** A finding in what a kustomization builds, at the place in the file that its value comes from. Spans are absolute in their files. */
export interface BuiltFinding extends Finding {
  readonly file: string;
  /** The markers in what is rendered that cover it. */
  readonly coveredBy?: readonly RenderedDirective[];
}

/** A marker in what is rendered, with the place that it comes from; spans of the marker are those of the rendered text. */
export interface RenderedDirective extends Directive {
  readonly place: BuiltPlace | undefined;
}

/** A place in a file, absolute. */
export interface BuiltPlace {
  readonly file: string;
  readonly span: Span;
}
