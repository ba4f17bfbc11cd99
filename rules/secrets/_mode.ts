import type { Field, Pod } from "../../server/api.ts";

/** A volume source that writes files with a mode. */
export interface Source {
  /** `secret`, `configMap`, `downwardAPI` or `projected`. */
  readonly kind: string;
  readonly field: Field;
  /** The fields that give modes: `defaultMode` first, then those of items. Not all of them exist. */
  readonly modes: readonly Field[];
}

const KINDS = ["secret", "configMap", "downwardAPI"];

/** The sources of a pod's volumes that write files with a mode (core/v1 SecretVolumeSource and its like). */
export function sourcesOf(pod: Pod): readonly Source[] {
  return pod
    .at("volumes")
    .items()
    .flatMap((volume) => [
      ...KINDS.map((kind) => ({ kind, field: volume.at(kind), modes: modesOf(volume.at(kind), volume.at(kind)) })),
      projected(volume.at("projected")),
    ])
    .filter(({ field }) => field.isMapping);
}

function projected(field: Field): Source {
  const items = field
    .at("sources")
    .items()
    .flatMap((source) => KINDS.flatMap((kind) => modesOf(field, source.at(kind)).slice(1)));
  return { kind: "projected", field, modes: [field.at("defaultMode"), ...items] };
}

function modesOf(source: Field, holder: Field): readonly Field[] {
  return [
    source.at("defaultMode"),
    ...holder
      .at("items")
      .items()
      .map((item) => item.at("mode")),
  ];
}

/** A mode as one writes it: 0644. */
export function octal(mode: number): string {
  return `0${mode.toString(8).padStart(3, "0")}`;
}
