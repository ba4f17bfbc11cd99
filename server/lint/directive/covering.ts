import { parse } from "../../yaml/parser/parse.ts";
import { cut } from "../../yaml/parser/slice.ts";
import { commentDirectives } from "./comment.ts";
import type { Directive } from "./directive.ts";
import { mayHoldMarker } from "./directives.ts";
import type { Checked, MarkedSlice } from "./marker.ts";

/** The directives of one document that cover what is found at an offset of it, about a container if it is about one. */
export function coveringDirectives(
  directives: readonly Directive[],
  at: number,
  container: string | undefined,
): readonly Directive[] {
  const isEndless = !directives.some(({ form }) => form === "enable");
  return directives.filter(({ form, problem, covers, span, container: only }) => {
    if (form === "enable" || problem !== undefined || (only !== undefined && only !== container)) return false;
    if (covers === "file") return true;
    if (covers === "rest") return isEndless && at >= span.start;
    return covers.start === at || (covers.start < at && at < covers.end);
  });
}

/** The markers in the comments of a file that is not linted by itself, such as one of values. */
export function markedSlices(text: string, checked: Checked): readonly MarkedSlice[] {
  if (!mayHoldMarker(text)) return [];
  return cut(text).map(({ start, end }, slice) => {
    return { slice, start, directives: commentDirectives(parse(text, start, end)), checked };
  });
}
