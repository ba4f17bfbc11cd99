// apimachinery, pkg/api/resource/quantity.go: `m` is a thousandth, `M` a million, `Mi` 2^20; anything else is refused.
import { type Context, defineRule, type Field, parseQuantity, set, suggestion } from "../../server/api.ts";

export default defineRule({
  id: "suspicious-quantity",
  family: "resources-reliability",
  severity: "warning",
  tier: "recommended",
  title: "Quantity is not what it looks like",
  why: "`512m` of memory is half a byte and `1g` is refused. With the first the container is killed as it starts, with the second nothing is created, and both look right in review.",
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
      if (folder.isMapping) check("memory", folder.at("sizeLimit"), report);
    }
    checkResources(pod.at("resources"), report);
  },
  resource(resource, { report }) {
    const spec = resource.at("spec");
    checkResources(spec.at("resources"), report);
    checkAll(spec.at("capacity"), report);
    for (const [name, amount] of spec.at("hard").entries()) if (!/(^|\.)cpu$/.test(name)) check(name, amount, report); // a quota of 1000 cores is one
    for (const template of spec.at("volumeClaimTemplates").items())
      checkAll(template.at("spec", "resources", "requests"), report);
    for (const limit of spec.at("limits").items())
      for (const name of ["max", "min", "default", "defaultRequest"]) checkAll(limit.at(name), report);
  },
});

const MEBIBYTE = 2 ** 20;

function checkResources(resources: Field, report: Context["report"]): void {
  if (!resources.isMapping) return;
  checkAll(resources.at("requests"), report);
  checkAll(resources.at("limits"), report);
}

function checkAll(amounts: Field, report: Context["report"]): void {
  for (const [name, amount] of amounts.entries()) check(name, amount, report);
}

function check(name: string, field: Field, report: Context["report"]): void {
  const { value } = field;
  if (value === undefined || typeof value === "boolean" || value === "") return;
  const text = String(value);
  const amount = parseQuantity(value);
  const resource = name.replace(/^(requests|limits)\./, "");
  if (amount === undefined) {
    const meant = spelling(text);
    report(field, `"${text}" is no quantity, so the object is refused.`, {
      severity: "error",
      fixes: meant ? [suggestion(`Write ${meant}`, set(field, meant))] : [],
    });
  } else if (isBytes(resource)) {
    const milli = /^([0-9]+)m$/.exec(text)?.[1];
    if (milli)
      report(field, `${text} of ${resource} is ${amount === 1 ? "1 byte" : `${amount} bytes`}: m means a thousandth.`, {
        fixes: [suggestion(`Write ${milli}Mi`, set(field, `${milli}Mi`))],
      });
    else if (amount > 0 && amount < MEBIBYTE && /^[0-9]+$/.test(text))
      report(field, `${text} means ${text} bytes, which no program can run with.`, {
        fixes: [suggestion(`Write ${text}Mi`, set(field, `${text}Mi`))],
      });
  } else if (resource === "cpu" && (/[KMGTPE]i?$/.test(text) || amount >= 256))
    report(field, `${text} means ${amount} cores; for thousandths of a core write m.`, {
      fixes: /^[0-9]+$/.test(text) ? [suggestion(`Write ${text}m`, set(field, `${text}m`))] : [],
    });
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
