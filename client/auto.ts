// What `auto` means where another server for YAML is at work, as far as the client can tell.

/** Another server's settings for some files. */
export interface OtherServer {
  /** It reports what is wrong. */
  readonly validates: boolean;
  /** What it validates against: names or addresses of schemas. */
  readonly schemas: readonly string[];
}

/**
 * Settings in which `auto` is decided: whether another server reports broken YAML (`yamlValidation`), and whether it validates against the schema of
 * Kubernetes (`schemaValidation`). Without one both are `on`, and fields are completed too.
 */
export function withoutAuto(settings: unknown, other: OtherServer | undefined): unknown {
  if (typeof settings !== "object" || settings === null) return settings;
  const { yamlValidation, schemaValidation } = settings as Readonly<Record<string, unknown>>;
  const decided = (value: unknown, isDone: boolean) => (value === "auto" ? (isDone ? "off" : "on") : value);
  const validates = other?.validates === true;
  const knowsKubernetes = validates && other.schemas.some((schema) => /kubernetes/i.test(schema));
  return {
    ...settings,
    ...(yamlValidation === undefined ? {} : { yamlValidation: decided(yamlValidation, validates) }),
    ...(schemaValidation === undefined ? {} : { schemaValidation: decided(schemaValidation, knowsKubernetes) }),
  };
}
