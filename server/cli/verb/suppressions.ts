import { pathOf, relativePath } from "../../disk/paths.ts";
import { Refusal } from "../../disk/refusal.ts";
import type { PolicyEntry } from "../../lint/config/suppression-policy.ts";
import { isExpired } from "../../lint/config/suppression-policy.ts";
import type { Checked } from "../../lint/directive/marker.ts";
import { FileMask } from "../../report/mask/file-mask.ts";
import { maskForms } from "../../report/mask/mask.ts";
import { placesOf } from "../../report/place.ts";
import { oneLine } from "../../report/plain.ts";
import { counted } from "../../report/report.ts";
import type { Args } from "../option/args.ts";
import type { Environment } from "../option/environment.ts";
import { today } from "../run/clock.ts";
import { displayPath, type Scan, scan } from "../run/scan.ts";

/** One suppression as it is listed. */
interface Row {
  readonly place: string;
  readonly kind: string;
  readonly rules: string;
  readonly state: "used" | "unused" | "unused with the values at hand" | "expired" | "without effect";
  readonly reason: string;
}

/** `plimsoll suppressions list`: every suppression in files and configuration, with place, rules, reason, expiry, used or not. */
export async function suppressions(args: Args, environment: Environment): Promise<number> {
  const [action = "", ...operands] = args.operands;
  if (action !== "list") throw new Refusal(`plimsoll suppressions takes list, not "${action}": plimsoll suppressions list.`);
  const wanted = { ...args, operands };
  const run = await scan(wanted, environment, false);
  const rows = [...configRows(run, environment.cwd), ...markerRows(run, displayPath(run, wanted, environment.cwd))];
  for (const { place, kind, rules, state, reason } of rows)
    environment.stdout.write(`${place}: ${kind}: ${rules} (${state})${reason ? `: ${reason}` : ""}\n`);
  const unused = rows.filter(({ state }) => state !== "used").length;
  environment.stdout.write(`${counted(rows.length, "suppression")}, ${unused} not in use\n`);
  return run.incomplete ? 2 : 0;
}

function markerRows(run: Scan, name: (uri: string) => string): readonly Row[] {
  return run.uris.flatMap((uri) => {
    const result = run.linter.result(uri);
    const { text, markers = [] } = result;
    const places = placesOf(text);
    const mask = new FileMask(result);
    return markers.flatMap(({ directive, span, expired, used, checked }): readonly Row[] => {
      if (directive.form === "enable" || (checked === "not" && used.size === 0)) return [];
      const { line, column } = places.range(span).start;
      const expiry = directive.expires ? ` until ${directive.expires}` : "";
      return [
        {
          place: `${oneLine(name(uri))}:${line}:${column}`,
          kind: directive.form === "foreign" ? `${directive.kind} of another tool` : `${directive.kind}${expiry}`,
          rules: oneLine(mask.text(directive.rules?.map(({ id }) => id).join(", ") ?? "every rule")),
          state: directive.problem !== undefined ? "without effect" : expired ? "expired" : stateOf(used.size > 0, checked),
          reason: oneLine(mask.text(directive.reason ?? "")),
        },
      ];
    });
  });
}

function stateOf(isUsed: boolean, checked: Checked): Row["state"] {
  if (isUsed) return "used";
  return checked === "as rendered" ? "unused with the values at hand" : "unused";
}

function configRows(run: Scan, cwd: string): readonly Row[] {
  const entries = new Set<PolicyEntry>(run.uris.flatMap((uri) => run.configs.of(uri).suppressions.entries));
  const hidden = run.uris.flatMap((uri) => run.linter.result(uri).suppressed).filter(({ by }) => by.kind === "config");
  return [...entries].map(({ entry, matches }): Row => {
    const { origin } = entry;
    return {
      place: origin.from === "file" ? `${relativePath(cwd, pathOf(origin.uri))}:${origin.line}` : "command line",
      kind: `configuration${entry.expires ? ` until ${entry.expires}` : ""}`,
      rules: entry.rules.join(", "),
      state: isExpired(entry.expires, today()) ? "expired" : hidden.some(({ finding }) => matches(finding)) ? "used" : "unused",
      reason: oneLine(maskForms(entry.reason ?? "")),
    };
  });
}
