import { REFERENCE_POLICIES, type ReferencePolicy } from "../../kube/facts/external.ts";
import type { Field } from "../../yaml/tree/field.ts";
import type { ExternalRef, WithOrigin } from "./file.ts";
import { type ConfigReader, originOf, readItems, readKeys, readText, report, reportUnknown, textOf } from "./reader.ts";

/** `references`: when something missing is a finding. The word `off` is the boolean false in YAML. */
export function readReferences(reader: ConfigReader, field: Field): WithOrigin<ReferencePolicy> | undefined {
  const word = field.value === false ? "off" : textOf(field);
  const value = REFERENCE_POLICIES.find((one) => one === word);
  if (value) return { value, origin: originOf(reader, field) };
  if (word === undefined) report(reader, field.site, `references must be one of ${REFERENCE_POLICIES.join(", ")}.`);
  else reportUnknown(reader, field.site, "references cannot be", word, REFERENCE_POLICIES);
  return undefined;
}

/** `externalRefs`: what exists in the cluster though no file defines it. */
export function readExternalRefs(reader: ConfigReader, field: Field): readonly ExternalRef[] {
  return readItems(reader, field, "externalRefs").flatMap((item) => {
    const found: { -readonly [K in keyof ExternalRef]?: ExternalRef[K] } = {};
    const text = (key: keyof ExternalRef) => (value: Field) => {
      const read = readText(reader, value, key);
      if (read?.trim()) found[key] = read;
    };
    readKeys(reader, item, "An item of externalRefs", { kind: text("kind"), namespace: text("namespace"), name: text("name") });
    const { kind } = found;
    if (kind) return [{ ...found, kind }];
    if (item.isMapping)
      report(reader, item.key.site, "An item of externalRefs needs a kind; name and namespace may hold * and ?.");
    return [];
  });
}
