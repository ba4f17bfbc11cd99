// The door for rules: what a rule may import stands here, and nothing else.

export { isStep } from "./kube/access/becoming.ts";
export type { Grant as AccessGrant } from "./kube/access/binding.ts";
export { grantsEverything } from "./kube/access/permission.ts";
export { STEPS, type Step } from "./kube/access/step.table.ts";
export type { LevelVersion, Mode, NamespacePolicy } from "./kube/admission/namespace-policy.ts";
export { isDenied } from "./kube/admission/pod-security-checks.ts";
export { type ApiResource, apiResourcesOf, groupsWithResource } from "./kube/api-resources.ts";
export { API_VERSION_WORDS, type ApiVersionFate, fateOf } from "./kube/api-version.ts";
export { isKnownSuite, isWeakSuite } from "./kube/component/cipher-suite.table.ts";
export { COMPONENTS, type Component, type ComponentName, type Flag } from "./kube/component/component.ts";
export { componentOf, componentsOf, componentWords } from "./kube/component/components.ts";
export { CONFIGURATION_KINDS } from "./kube/component/configuration.ts";
export { parseDuration } from "./kube/component/duration.ts";
export { findFlag, flagItems, isFalse, isTrue, keepItems, listedItems } from "./kube/component/flag.ts";
export { REMOVED_FLAGS, REMOVED_PLUGINS } from "./kube/component/removed-flag.table.ts";
export {
  credentialIn,
  isCredential,
  isKeyId,
  isLiteral,
  isPlaceholder,
  type Leak,
  looksGenerated,
  mayHoldCredential,
  mayNameCredential,
} from "./kube/credential.ts";
export {
  clientPassword,
  credentialInAssignment,
  credentialInLine,
  isTypeName,
  mayHoldClientPassword,
} from "./kube/credential-line.ts";
export { cronProblem } from "./kube/cron.ts";
export {
  deployedBeside,
  deployedTogether,
  deploymentSet,
  type IndexedObject,
  isPartlyRead,
  probableSet,
  sameNamespace,
} from "./kube/facts/indexed-object.ts";
export type { ObjectIndex } from "./kube/facts/object-index.ts";
export { podSelectorOf, scaledBy, valueAt } from "./kube/facts/queries.ts";
export type { Reference } from "./kube/facts/reference.ts";
export { isOfOtherEnvironment, missingOf, objectsIn, objectsInNamespaceOf, targetsOf } from "./kube/facts/resolve.ts";
export { autoscalersOf, fewestReplicas } from "./kube/facts/scaling.ts";
export { selectorsOf, workloadsSelectedBy } from "./kube/facts/selection.ts";
export type { LabelSelector } from "./kube/facts/selector.ts";
export { mountsToken } from "./kube/graph/accounts.ts";
export { canBeMissing, hasWorkloads, isDeclared, isMissingIn, podSecurityOf } from "./kube/graph/namespaces.ts";
export {
  hasForeignPolicy,
  hasPolicyBeside,
  type PolicyObject,
  policiesFor,
  policiesInNamespace,
  policyIn,
  workloadsOf,
} from "./kube/graph/policies.ts";
export { bindingsBeside, bindingsElsewhere, grantsBy } from "./kube/graph/roles.ts";
export { asksTheCluster, isOffered } from "./kube/guard.ts";
export { classifyHostPath, type HostPathClass } from "./kube/host-path.ts";
export { type Image, parseImage } from "./kube/image.ts";
export { type Cidr, canonicalIpv4, hasHostBits, holds, isIpAddress, parseCidr } from "./kube/ip.ts";
export { isBuiltInGroup, isClusterScoped, isServedGroup } from "./kube/kinds.ts";
export { contradictedLabel, type Labels, readLabels, readSelector, type Selector, selects } from "./kube/labels.ts";
export { isMisspelt } from "./kube/misspelt.ts";
export {
  dnsLabelProblem,
  dnsSubdomainProblem,
  labelValueProblem,
  objectNameProblem,
  portNameProblem,
  qualifiedNameProblem,
  slug,
} from "./kube/names.ts";
export type { Direction as TrafficDirection, TrafficRule } from "./kube/network/network-policy.ts";
export { isBlock, isOpenToAll, opensPort } from "./kube/network/traffic.ts";
export { type Container, type ContainerRole, isLongRunning, isPrivileged, type Pod } from "./kube/pod.ts";
export {
  isAllowedCapability,
  isAllowedSeLinuxType,
  isConfinedByAnnotation,
  isConfiningProfile,
  isUserNamespaceExempt,
  isWindowsExempt,
  mayForbidEscalation,
  type PodSecurityLevel,
  sysctlAllowedSince,
  volumeSourceOf,
} from "./kube/pod-security.ts";
export {
  type Access,
  coversResource,
  type Grant,
  grantOf,
  type PolicyRule,
  policyRulesOf,
  RBAC_GROUP,
  type Word,
} from "./kube/rbac.ts";
export type { Resource } from "./kube/resource.ts";
export type { CustomVersion } from "./kube/schema/custom-kinds.ts";
export { allKinds, groupOf, type Kind, kindAt, kindsOfGroup, schemaOf } from "./kube/schema/kinds.ts";
export { violationsOf } from "./kube/schema/object.ts";
export { parseQuantity } from "./kube/schema/quantity.ts";
export { type Lifetime, type ObjectSchema, type ScalarSchema, type Schema, titleOf } from "./kube/schema/schema.ts";
export { faultsOfSchema } from "./kube/schema/structural.ts";
export type { BrokenConstraint, MissingField, UnknownField, Violation, WrongType, WrongValue } from "./kube/schema/violation.ts";
export {
  type HostPathVolume,
  hostPathVolumes,
  isAtOrBelow,
  isWritable,
  type Mount,
  mountsOf,
  normalizeHostPath,
} from "./kube/volume.ts";
export type { Fix, FixClass, Severity } from "./lint/rule/finding.ts";
export {
  boolean,
  choice,
  integer,
  integers,
  type Options,
  patterns,
  records,
  string,
  stringMap,
  strings,
  under,
  type ValuesOf,
} from "./lint/rule/options.ts";
export {
  type Context,
  defineRule,
  type Extra,
  manual,
  narrowing,
  type Rule,
  safe,
  suggestion,
  type WorkspaceContext,
  type WorkspaceExtra,
} from "./lint/rule/rule.ts";
export { lineStarts, positionAt } from "./text/lines.ts";
export { listed } from "./text/listed.ts";
export { nearest, nearlySame } from "./text/nearest.ts";
export { NONE } from "./text/none.ts";
export { matchesWhole, type Pattern, patternOf } from "./text/pattern.ts";
export { recently } from "./text/recent.ts";
export { append, type Op, order, remove, rename, set } from "./yaml/edit/op.ts";
export type { Field, Path, Place } from "./yaml/tree/field.ts";
export type { Json } from "./yaml/tree/json.ts";
export { namesBroughtBy } from "./yaml/tree/merge-key.ts";
export { hasPlaceholder } from "./yaml/tree/placeholder.ts";
export { plainOf } from "./yaml/tree/plain.ts";
export { isMergeKey } from "./yaml/tree/scalar.ts";
export type { Entry, Mapping, Node, Tree } from "./yaml/tree/tree.ts";
