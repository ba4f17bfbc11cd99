/** Where the schema lies beside a configuration whose repository has Plimsoll from npm. */
export const SCHEMA_PATH = "node_modules/plimsoll/rules/config.schema.json";

/** The line by which an editor's YAML server finds the schema. Only where there is one: VS Code is told by the extension. */
export const MODELINE = `# yaml-language-server: $schema=${SCHEMA_PATH}\n`;

/** What `config init` writes: a configuration that says what holds anyway, with the rest to be uncommented. */
export const STARTER = `# The configuration of Plimsoll. Every key is optional; globs are relative to this file.

# Files in folders above this one do not count.
root: true

# recommended, strict, all, pss-baseline, pss-restricted, cis, nsa, or a file to build on (./team.yaml).
extends: [recommended]

# The version of the cluster; without it, the newest one that Plimsoll knows.
# kubernetesVersion: "1.31"

# A severity (error, warning, info), off, or a mapping of a severity and options.
# rules:
#   missing-memory-limit: error
#   untrusted-registry: { severity: warning, allowed: ["ghcr.io/acme/*"] }

# For some files or objects; the last one that matches wins.
# overrides:
#   - files: ["charts/**"]
#     kinds: [Job, CronJob]
#     rules: { missing-liveness-probe: off }

# Files that are not checked, in addition to .gitignore and .plimsollignore.
# ignore: ["vendor/**"]

# suppressions:
#   requireReason: true
#   reportUnused: warning
#   forbid: [cluster-admin-binding]
#   entries:
#     - { rules: [host-network], kind: DaemonSet, name: "node-*", reason: CNI agent, expires: 2027-06-30 }

# Pods inside custom resources: a path to a pod template, or to a pod spec.
# podSpecPaths:
#   - { apiVersion: acme.io/v1, kind: Worker, path: spec.podTemplate }

# How Helm charts are rendered; without it, with values.yaml and each file of values beside it.
# charts:
#   - chart: charts/shop
#     namespace: shop
#     sets: { production: [values-prod.yaml] }

# Sets of files that are deployed together; objects of different sets do not see each other.
# scopes: ["clusters/*", "apps/*/overlays/*"]

# When something missing is a finding: auto (where other files make it likely), all, off.
# references: auto

# What exists in the cluster though no file defines it.
# externalRefs:
#   - { kind: Secret, namespace: "*", name: "*-tls" }

# Whether the command line keeps results of unchanged files in your cache folder.
# cache: false
`;
