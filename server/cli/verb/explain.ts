import { readFileSync } from "node:fs";
import { join } from "node:path";
import { rules } from "../../../rules/index.ts";
import { Refusal } from "../../disk/refusal.ts";
import { allKinds } from "../../kube/schema/kinds.ts";
import type { Rule } from "../../lint/rule/rule.ts";
import { pageCases } from "../../report/page/page-cases.ts";
import { rulePage } from "../../report/page/rule-page.ts";
import { didYouMean } from "../../text/nearest.ts";
import type { Args } from "../option/args.ts";
import type { Environment } from "../option/environment.ts";
import { explainField } from "./explain-field.ts";

/**
 * `plimsoll explain RULE`: the rule's page, by its id or by the name of the same check in another tool. `plimsoll explain FIELD.PATH`: the page of
 * a field of the API.
 */
export async function explain(args: Args, { stdout }: Environment): Promise<number> {
  const [name, ...more] = args.operands;
  if (name === undefined || more.length > 0)
    throw new Refusal(
      "plimsoll explain takes one rule or one field: plimsoll explain privileged-container, plimsoll explain deployment.spec.strategy.",
    );
  const rule = rules.find(({ id }) => id === name);
  if (rule) {
    stdout.write(pageOf(rule));
    return 0;
  }
  const peers = rules.filter(({ peers }) => peers?.some((peer) => peer === name || peer.slice(peer.indexOf(":") + 1) === name));
  const [first] = peers;
  if (!first) {
    const field = explainField(name);
    if (field !== undefined) {
      stdout.write(field);
      return 0;
    }
    if (name.includes(".")) {
      const [kind = ""] = name.split(".");
      const kinds = [...allKinds()].map((one) => one.kind);
      throw new Refusal(
        `Kubernetes has no kind "${kind}"${didYouMean(kind, kinds)} A field is named by its kind: deployment.spec.strategy.`,
      );
    }
    const hint = didYouMean(
      name,
      rules.map(({ id }) => id),
    );
    throw new Refusal(`There is no rule "${name}"${hint} plimsoll rules lists them all.`);
  }
  stdout.write(peers.map(pageOf).join("\n"));
  return 0;
}

/** The page with the examples of the sample, which lies beside the bundle; without it, what the rule itself says. */
function pageOf(rule: Rule): string {
  return rulePage(rule, pageCases(rule, sampleOf(rule)));
}

function sampleOf({ id }: Rule): string {
  try {
    const samples = readFileSync(join(__dirname, "rule-samples.json"), "utf8");
    return (JSON.parse(samples) as Readonly<Record<string, string>>)[id] ?? "";
  } catch {
    return "";
  }
}
