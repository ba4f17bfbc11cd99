import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { failuresOf, isDenied } from "../../server/kube/admission/pod-security-checks.ts";
import { podOf as podIn } from "../../server/kube/pod.ts";
import { resourcesOf } from "../../server/kube/resource.ts";
import type { Rule } from "../../server/lint/rule/rule.ts";
import { NEWEST_KUBERNETES, type Settings } from "../../server/lint/rule/settings.ts";
import { parse } from "../../server/yaml/parser/parse.ts";
import { FULL, runs } from "../support/effort.ts";
import { fixAll } from "../support/fixing.ts";
import { lintText, presetSettings } from "../support/linting.ts";
import { fc } from "../support/property.ts";
import { CASES, type Change, includes, type Mapping } from "./pod-security.table.ts";

// The presets pss-baseline and pss-restricted against the Pod Security Standards: a pod is denied just where a rule reports something.
const modules = import.meta.glob<{ default: Rule }>("../../rules/*/**/[!_]*.ts", { eager: true });
const rules = Object.values(modules).map((module) => module.default);

const LEVELS = ["baseline", "restricted"] as const;
type Level = (typeof LEVELS)[number];
const VERSIONS = Array.from({ length: NEWEST_KUBERNETES + 1 }, (_, version) => version);

const settings: Readonly<Record<Level, readonly Settings[]>> = {
  baseline: VERSIONS.map((version) => presetSettings(rules, ["pss-baseline"], version)),
  restricted: VERSIONS.map((version) => presetSettings(rules, ["pss-restricted"], version)),
};

function reported(text: string, level: Level, version: number): readonly string[] {
  return lintText(rules, text, settings[level][version]).findings.map(({ rule }) => rule);
}

/** The versions at which the level denies the text, of those given. */
function denials(text: string, level: Level, versions: readonly number[]): readonly number[] {
  return versions.filter((version) => reported(text, level, version).length > 0);
}

/** The same by the checks that say whether a namespace takes a pod. */
function refusals(text: string, level: Level, versions: readonly number[]): readonly number[] {
  const failures = resourcesOf(parse(text, 0, text.length)).flatMap((resource) => {
    const pod = podIn(resource);
    return pod ? failuresOf(pod) : [];
  });
  return versions.filter((version) => failures.some((failure) => isDenied(failure, level, version)));
}

/** Metadata and spec of a pod that meets the restricted level at every version, with the change. */
function podOf({ annotations, spec, pod, container, context }: Change): { metadata: Mapping; spec: Mapping } {
  return {
    metadata: annotations ? { annotations } : {},
    spec: {
      securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" }, ...pod },
      containers: [
        {
          name: "app",
          image: "app:1.2",
          securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] }, ...context },
          ...container,
        },
      ],
      ...spec,
    },
  };
}

type Wrap = (template: { metadata: Mapping; spec: Mapping }) => Mapping;
const controller =
  (apiVersion: string, kind: string): Wrap =>
  (template) => ({ apiVersion, kind, metadata: { name: "web" }, spec: { template } });

/** The kinds that hold pods: the pod itself and eight that make pods. */
const KINDS: Readonly<Record<string, Wrap>> = {
  Pod: ({ metadata, spec }) => ({ apiVersion: "v1", kind: "Pod", metadata: { name: "web", ...metadata }, spec }),
  PodTemplate: (template) => ({ apiVersion: "v1", kind: "PodTemplate", metadata: { name: "web" }, template }),
  ReplicationController: controller("v1", "ReplicationController"),
  ReplicaSet: controller("apps/v1", "ReplicaSet"),
  Deployment: controller("apps/v1", "Deployment"),
  StatefulSet: controller("apps/v1", "StatefulSet"),
  DaemonSet: controller("apps/v1", "DaemonSet"),
  Job: controller("batch/v1", "Job"),
  CronJob: (template) => ({
    apiVersion: "batch/v1",
    kind: "CronJob",
    metadata: { name: "web" },
    spec: { jobTemplate: { spec: { template } } },
  }),
};

/** The first and last version, and those on both sides of where a verdict changes. */
function edges(versions: string): readonly number[] {
  const changes = [...versions.matchAll(/\d+/g)].flatMap(([text]) => [Number(text) - 1, Number(text), Number(text) + 1]);
  return VERSIONS.filter((version) => version === 0 || version === NEWEST_KUBERNETES || changes.includes(version));
}

/** The Pod and one of the kinds that make pods, in a full run all of them. */
function kindsFor(title: string): readonly (readonly [kind: string, wrap: Wrap])[] {
  const [pod, ...others] = Object.entries(KINDS);
  return FULL ? Object.entries(KINDS) : [pod, others[title.length % others.length]].flatMap((one) => (one ? [one] : []));
}

describe.each(Object.entries(CASES))("control %s", (_, cases) => {
  it.each(cases)("$title", ({ title, change, ...denied }) => {
    for (const [kind, wrap] of kindsFor(title)) {
      const text = stringify(wrap(podOf(change)));
      const versions = FULL && kind === "Pod" ? VERSIONS : edges(`${denied.baseline} ${denied.restricted}`);
      for (const level of LEVELS) {
        const expected = versions.filter((version) => includes(denied[level], version));
        expect(denials(text, level, versions), `${kind} at ${level}`).toEqual(expected);
        expect(refusals(text, level, versions), `${kind} in a namespace of ${level}`).toEqual(expected);
      }
    }
  });
});

/** A pod that each check denies, and the rules that report it. A check that overrides another one reports its pod as well. */
const CHECKS: Readonly<Record<string, { readonly change: Change; readonly rules: readonly string[] }>> = {
  B1: { change: { context: { privileged: true } }, rules: ["privileged-container"] },
  B2: { change: { spec: { hostPID: true } }, rules: ["host-pid"] },
  "B3 R2": { change: { spec: { volumes: [{ name: "a", hostPath: { path: "/a" } }] } }, rules: ["hostpath-volume"] },
  B4: { change: { container: { ports: [{ containerPort: 1, hostPort: 2 }] } }, rules: ["host-port"] },
  B5: { change: { container: { livenessProbe: { tcpSocket: { host: "a", port: 1 } } } }, rules: ["probe-host"] },
  B6: { change: { pod: { appArmorProfile: { type: "Unconfined" } } }, rules: ["apparmor-unconfined"] },
  "B7 R6": { change: { context: { capabilities: { drop: ["ALL"], add: ["SYS_TIME"] } } }, rules: ["added-capability"] },
  "B8 R7": { change: { context: { procMount: "Unmasked" } }, rules: ["unmasked-proc-mount"] },
  B9: { change: { pod: { seLinuxOptions: { type: "spc_t" } } }, rules: ["custom-selinux-options"] },
  B10a: { change: { annotations: { "seccomp.security.alpha.kubernetes.io/pod": "unconfined" } }, rules: ["seccomp-unconfined"] },
  "B10 R5": { change: { pod: { seccompProfile: { type: "Unconfined" } } }, rules: ["seccomp-unconfined"] },
  B11: { change: { pod: { sysctls: [{ name: "net.core.somaxconn", value: "1" }] } }, rules: ["unsafe-sysctl"] },
  B12: { change: { pod: { windowsOptions: { hostProcess: true } } }, rules: ["windows-host-process"] },
  R1: { change: { context: { allowPrivilegeEscalation: true } }, rules: ["privilege-escalation-allowed"] },
  R2: { change: { spec: { volumes: [{ name: "a", nfs: { server: "a", path: "/" } }] } }, rules: ["restricted-volume-type"] },
  R3: { change: { pod: { runAsNonRoot: false } }, rules: ["run-as-non-root"] },
  R4: { change: { pod: { runAsUser: 0 } }, rules: ["run-as-root-user"] },
  R5: { change: { pod: { seccompProfile: null } }, rules: ["missing-seccomp-profile"] },
  R6: { change: { context: { capabilities: {} } }, rules: ["capabilities-not-dropped"] },
};

const ALWAYS = "B1 B2 B4 B6 B9 B11 B12";

/** Which checks run from a version on (pod-security-admission, policy/registry.go: a restricted check may replace a baseline one). */
const MATRIX: readonly { readonly from: number; readonly baseline: string; readonly restricted: string }[] = [
  { from: 0, baseline: `${ALWAYS} B3 B7 B8 B10a`, restricted: `${ALWAYS} B7 B8 B10a R2 R3` },
  { from: 8, baseline: `${ALWAYS} B3 B7 B8 B10a`, restricted: `${ALWAYS} B7 B8 B10a R2 R3 R1` },
  { from: 19, baseline: `${ALWAYS} B3 B7 B8 B10`, restricted: `${ALWAYS} B7 B8 R1 R2 R3 R5` },
  { from: 22, baseline: `${ALWAYS} B3 B7 B8 B10`, restricted: `${ALWAYS} B8 R1 R2 R3 R5 R6` },
  { from: 23, baseline: `${ALWAYS} B3 B7 B8 B10`, restricted: `${ALWAYS} B8 R1 R2 R3 R4 R5 R6` },
  { from: 34, baseline: `${ALWAYS} B3 B5 B7 B8 B10`, restricted: `${ALWAYS} B5 B8 R1 R2 R3 R4 R5 R6` },
  { from: 35, baseline: `${ALWAYS} B3 B5 B7 B8 B10`, restricted: `${ALWAYS} B5 R1 R2 R3 R4 R5 R6 R7` },
];

describe("the checks that run", () => {
  it.each(Object.entries(CHECKS))("%s", (check, { change, rules }) => {
    const text = stringify(KINDS.Pod?.(podOf(change)));
    for (const version of VERSIONS) {
      const row = MATRIX.findLast(({ from }) => from <= version);
      for (const level of LEVELS) {
        const running = row?.[level].split(" ") ?? [];
        const expected = check.split(" ").some((one) => running.includes(one)) ? rules : [];
        expect(reported(text, level, version), `${level} 1.${version}`).toEqual(expected);
      }
    }
  });

  it("are the only rules of the presets", () => {
    const others = { "B2 too": ["host-network", "host-ipc"] };
    const known = new Set([...Object.values(CHECKS).flatMap(({ rules }) => rules), ...Object.values(others).flat()]);
    for (const level of LEVELS)
      for (const id of (settings[level][NEWEST_KUBERNETES] as Settings).rules.keys()) expect(known, id).toContain(id);
    expect(settings.restricted[NEWEST_KUBERNETES]?.rules.size).toBe(known.size);
  });
});

describe("odd shapes", () => {
  const ODD = [null, "text", 7, true, [], {}, [null], ["text"], [[]], { a: null }, "<% X %>"];
  const PLACES = ["metadata", "annotations", "spec", "pod", "container", "context", "containers", "volumes", "os", "hostUsers"];
  it.each(PLACES)("%s of any kind crashes no rule", (place) => {
    for (const odd of ODD) {
      const change = ["annotations", "pod", "container", "context"].includes(place)
        ? ({ [place]: { securityContext: odd, ports: odd, livenessProbe: odd, capabilities: odd, sysctls: odd } } as Change)
        : { spec: { [place]: odd } };
      const pod = podOf(change);
      const text = stringify(place === "spec" ? { apiVersion: "v1", kind: "Pod", spec: odd } : KINDS.Deployment?.(pod));
      for (const level of LEVELS) {
        refusals(text, level, [NEWEST_KUBERNETES]);
        for (const version of [18, NEWEST_KUBERNETES]) reported(text, level, version);
      }
    }
  });
});

/** A change is one of the cases'; several of them make a pod with several violations. */
const changes = fc.array(fc.constantFrom(...Object.values(CASES).flatMap((cases) => cases.map(({ change }) => change))), {
  minLength: 1,
  maxLength: 8,
});

function merge(all: readonly Change[]): Change {
  const merged: Record<string, Mapping> = {};
  for (const change of all) for (const [part, value] of Object.entries(change)) merged[part] = { ...merged[part], ...value };
  return merged as Change;
}

describe("namespaces", () => {
  it("refuse the pods that the rules report", () => {
    fc.assert(
      fc.property(changes, fc.constantFrom(...VERSIONS), fc.constantFrom(...LEVELS), (all, version, level) => {
        const text = stringify(KINDS.Pod?.(podOf(merge(all))));
        expect(refusals(text, level, [version])).toEqual(denials(text, level, [version]));
      }),
      { numRuns: runs(150) },
    );
  });
});

describe("fixes", () => {
  const UNFIXABLE = ["hostpath-volume", "restricted-volume-type"];
  it("make a pod meet the restricted level, but for volumes", () => {
    fc.assert(
      fc.property(changes, fc.constantFrom(...VERSIONS), fc.constantFrom(...Object.keys(KINDS)), (all, version, kind) => {
        const wrapped = KINDS[kind]?.(podOf(merge(all)));
        // Before 1.25 a Windows pod must set what the API server has refused on one since: no fix can do both.
        if (version < 25 && stringify(wrapped).includes("windows")) return;
        // Before 1.23 no check asks for another user than 0, and what must be root is not told to refuse it: it would never start.
        if (version < 23 && /runAsUser: 0$/m.test(stringify(wrapped))) return;
        const strict = settings.restricted[version] as Settings;
        const fixed = fixAll(stringify(wrapped), (text) => lintText(rules, text, strict));
        expect(reported(fixed, "restricted", version).filter((rule) => !UNFIXABLE.includes(rule))).toEqual([]);
      }),
      { numRuns: runs(50) },
    );
  });
});
