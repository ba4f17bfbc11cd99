// apimachinery, pkg/api/resource/quantity.go: `m` is a thousandth, `M` a million, `Mi` 2^20; anything else is refused.
// core validation, ValidateNonnegativeQuantity, ValidateResourceQuantityValue and validateBasicResource: what an amount may be.
import { type Context, defineRule, type Field, isPlaceholder, parseQuantity, set, suggestion } from "../../server/api.ts";

export default defineRule({
  id: "suspicious-quantity",
  family: "resources-reliability",
  severity: "warning",
  tier: "recommended",
  title: "Quantity is not what it looks like",
  why: "`512m` of memory is half a byte: the container is killed as it starts. `1g`, a negative amount and half a GPU are refused by the API server, so nothing is created. All of them look right in review.",
  ignoreWhen: "A very small amount is really meant.",
  references: ["https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/"],
  fix: "suggestion",
  kinds: ["PersistentVolumeClaim", "PersistentVolume", "LimitRange", "ResourceQuota", "StatefulSet"],
  needs: ["requests", "limits", "sizeLimit", "capacity", "hard"],
  container(container, { report }) {
    checkResources(container.at("resources"), report);
  },
  pod(pod, { report }) {
    for (const volume of pod.at("volumes").items()) {
      const folder = volume.at("emptyDir");
      if (folder.isMapping) check("memory", folder.at("sizeLimit"), report, "not negative");
    }
    checkResources(pod.at("resources"), report);
  },
  resource(resource, { report }) {
    const spec = resource.at("spec");
    checkResources(spec.at("resources"), report, "positive");
    checkAll(spec.at("capacity"), report, "positive");
    for (const [name, amount] of spec.at("hard").entries())
      if (!/(^|\.)cpu$/.test(name)) check(name, amount, report, "not negative"); // a quota of 1000 cores is one
    for (const template of spec.at("volumeClaimTemplates").items())
      checkAll(template.at("spec", "resources", "requests"), report, "positive");
    for (const limit of spec.at("limits").items())
      for (const name of ["max", "min", "default", "defaultRequest"]) checkAll(limit.at(name), report, "any");
  },
});

const MEBIBYTE = 2 ** 20;

/** What the API server asks of an amount: a volume is larger than nothing, a container may ask for nothing, a range may say what it likes. */
type Sign = "positive" | "not negative" | "any";

function checkResources(resources: Field, report: Context["report"], sign: Sign = "not negative"): void {
  if (!resources.isMapping) return;
  checkAll(resources.at("requests"), report, sign);
  checkAll(resources.at("limits"), report, sign);
}

function checkAll(amounts: Field, report: Context["report"], sign: Sign): void {
  for (const [name, amount] of amounts.entries()) check(name, amount, report, sign);
}

/** What the API server refuses about an amount that is a quantity, in words. */
function refusal(resource: string, amount: number, sign: Sign): string | undefined {
  if (sign !== "any" && amount < 0) return "must not be negative";
  if (sign === "positive" && amount === 0) return "must be greater than zero";
  if (isExtended(resource) && !Number.isInteger(amount)) return "must be a whole number";
  const page = parseQuantity(/^hugepages-(.+)$/.exec(resource)?.[1]);
  return sign !== "any" && page && amount % page !== 0 ? `must be a multiple of the page size` : undefined;
}

function check(name: string, field: Field, report: Context["report"], sign: Sign): void {
  const { value } = field;
  if (value === undefined || typeof value === "boolean" || value === "" || isPlaceholder(String(value))) return;
  const text = String(value);
  const amount = parseQuantity(value);
  const resource = name.replace(/^(requests|limits)\./, "");
  if (amount === undefined) {
    const meant = resource === "cpu" ? spellingOfCores(text) : spelling(text);
    report(field, `"${text}" is not a valid quantity for ${resource}.`, {
      severity: "error",
      fixes: meant ? [suggestion(`Change it to ${meant}`, set(field, meant))] : [],
    });
  } else if (refusal(resource, amount, sign)) {
    report(field, `The amount of ${resource}, ${text}, ${refusal(resource, amount, sign)}.`, { severity: "error" });
  } else if (isBytes(resource)) {
    const milli = /^([0-9]+)m$/.exec(text)?.[1];
    if (milli)
      report(field, `${text} of ${resource} is ${amount === 1 ? "1 byte" : `${amount} bytes`}: m means a thousandth.`, {
        fixes: [suggestion(`Change it to ${milli}Mi`, set(field, `${milli}Mi`))],
      });
    else if (amount > 0 && amount < MEBIBYTE && /^[0-9]+$/.test(text))
      report(field, `${text} means ${text} bytes: too little for any program.`, {
        fixes: [suggestion(`Change it to ${text}Mi`, set(field, `${text}Mi`))],
      });
  } else if (resource === "cpu" && (/[KMGTPE]i?$/.test(text) || amount >= 256))
    report(field, `${text} means ${amount} cores; for thousandths of a core write m.`, {
      fixes: /^[0-9]+$/.test(text) ? [suggestion(`Change it to ${text}m`, set(field, `${text}m`))] : [],
    });
}

/** A resource of a device plug-in: it has a domain that is not Kubernetes' own. Such resources are counted in whole numbers. */
/** Cores and their thousandths: no unit of bytes is meant. */
function spellingOfCores(text: string): string | undefined {
  const [, amount, unit = ""] = /^([0-9]+(?:\.[0-9]+)?)\s*([a-z]*)$/i.exec(text) ?? [];
  if (amount === undefined) return undefined;
  if (/^(m|mi|mcpu|millicores?|millicpus?)$/i.test(unit)) return `${amount}m`;
  return /^(|c|cores?|cpus?|vcpus?)$/i.test(unit) ? amount : undefined;
}

function isExtended(name: string): boolean {
  return name.includes("/") && !/(^|\.)kubernetes\.io\//.test(name);
}

function isBytes(resource: string): boolean {
  return resource === "memory" || resource === "storage" || resource === "ephemeral-storage" || resource.startsWith("hugepages-");
}

/** What was meant by `512MB`, `1GB`, `128mi`, `1g`, `2 Gi`. */
function spelling(text: string): string | undefined {
  const match = /^([0-9]+(?:\.[0-9]+)?)\s*([kmgtpe])(i?)b?$/i.exec(text.trim());
  if (!match) return undefined;
  const [, digits = "", letter = "", binary = ""] = match;
  const unit = letter.toUpperCase();
  // Powers of two are what people mean by a bare letter or by MB; an explicit i says so anyway.
  return `${digits}${binary || unit !== "K" ? `${unit}i` : "Ki"}`;
}
