// What a namespace's labels make Pod Security admission do (k8s.io/pod-security-admission: api/helpers.go PolicyToEvaluate).
import type { Labels } from "../labels.ts";

export type Level = "privileged" | "baseline" | "restricted";
export type Mode = "enforce" | "audit" | "warn";

/** A level as of a version 1.N; `latest` is Infinity. */
export interface LevelVersion {
  readonly level: Level;
  readonly version: number;
}

export type NamespacePolicy = Readonly<Record<Mode, LevelVersion>>;

const PREFIX = "pod-security.kubernetes.io/";
const LEVELS: readonly Level[] = ["privileged", "baseline", "restricted"];
const OPEN: LevelVersion = { level: "privileged", version: Infinity };

/** What every namespace has that says nothing, unless the API server is configured otherwise. */
export const DEFAULT_POLICY: NamespacePolicy = { enforce: OPEN, audit: OPEN, warn: OPEN };

/** The label that sets the level of a mode. */
function labelOf(mode: Mode): string {
  return PREFIX + mode;
}

/** The policy of a namespace with these labels. An invalid level of `enforce` counts as restricted, that of the others as privileged. */
export function policyOf(labels: Labels, defaults: NamespacePolicy = DEFAULT_POLICY): NamespacePolicy {
  const enforce = levelVersion(labels, "enforce", defaults.enforce, "restricted");
  const audit = levelVersion(labels, "audit", defaults.audit, "privileged");
  const warn = levelVersion(labels, "warn", defaults.warn, "privileged");
  // Where no label says how to warn, it is done as strictly as pods are refused.
  const follows =
    labels[labelOf("warn")] === undefined &&
    isLevel(labels[labelOf("enforce")]) &&
    LEVELS.indexOf(enforce.level) > LEVELS.indexOf(warn.level);
  const version = labels[`${labelOf("warn")}-version`] === undefined ? enforce.version : warn.version;
  return { enforce, audit, warn: follows ? { level: enforce.level, version } : warn };
}

function levelVersion(labels: Labels, mode: Mode, { level, version }: LevelVersion, invalid: Level): LevelVersion {
  const written = labels[labelOf(mode)];
  const asOf = labels[`${labelOf(mode)}-version`];
  return {
    level: written === undefined ? level : isLevel(written) ? written : invalid,
    version: asOf === undefined ? version : parseVersion(asOf),
  };
}

/** Whether a text is one of the levels. */
export function isLevel(text: string | undefined): text is Level {
  return LEVELS.some((level) => level === text);
}

/** `latest` or `v1.N`; what is neither counts as the latest. */
export function parseVersion(text: string): number {
  const minor = /^v1\.(0|[1-9]\d*)$/.exec(text)?.[1];
  return minor === undefined ? Infinity : Number(minor);
}
