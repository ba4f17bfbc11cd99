import { statsOf } from "../../disk/read.ts";
import type { Args } from "../option/args.ts";
import type { RunVerb } from "./verb.ts";
import type { VerbName } from "./verbs.table.ts";

/** The code of each verb, which is loaded when it is run. */
export const RUNNERS: Readonly<Record<VerbName, (args: Args) => Promise<RunVerb>>> = {
  lint,
  rules: () => import("./rules.ts").then((verb) => verb.rules),
  explain: () => import("./explain.ts").then((verb) => verb.explain),
  config: () => import("./config.ts").then((verb) => verb.config),
  baseline: () => import("./baseline.ts").then((verb) => verb.baseline),
  merge: () => import("./merge.ts").then((verb) => verb.merge),
  suppressions: () => import("./suppressions.ts").then((verb) => verb.suppressions),
  render: () => import("./render.ts").then((verb) => verb.render),
  "explain-access": () => import("./explain-access.ts").then((verb) => verb.explainAccess),
  "who-can": () => import("./who-can.ts").then((verb) => verb.whoCan),
  "explain-network": () => import("./explain-network.ts").then((verb) => verb.explainNetwork),
  lsp: () => import("./lsp.ts").then((verb) => verb.lsp),
  mcp: () => import("./mcp.ts").then((verb) => verb.mcp),
  completion: () => import("./completion.ts").then((verb) => verb.completion),
};

async function lint(args: Args): Promise<RunVerb> {
  if (args.value("facts-out") !== undefined) return (await import("./lint-facts.ts")).lintFacts;
  if (args.flag("watch")) return (await import("./lint-watching.ts")).lintWatching;
  if (wantsCache(args)) return (await import("./lint-with-cache.ts")).lintWithCache;
  return (await import("./lint.ts")).lint;
}

/** A few files that are named, as by a hook, are read faster than a cache; a part of a run is of use to no other run. */
function wantsCache(args: Args): boolean {
  if (args.flag("no-cache")) return false;
  if (args.flag("cache") || args.value("cache-location") !== undefined) return true;
  if (args.value("facts-in") !== undefined) return false;
  const isFile = (operand: string) => operand === "-" || statsOf(operand)?.isFile() === true;
  return args.operands.length === 0 || !args.operands.every(isFile);
}
