// The types of the fields of k8s.io/api, apiextensions-apiserver, kube-aggregator and apimachinery 1.37, by their JSON names. Names that stand for
// more than one type are left out, but for `controller` (a string in IngressClass) and `port` (an integer or a name).

/** Fields of type bool. */
export const BOOLEAN_FIELDS: ReadonlySet<string> = words(
  "adminAccess allNodes allocateLoadBalancerNodePorts allowMultipleAllocations allowPrivilegeEscalation " +
    "allowVolumeExpansion allowWatchBookmarks allowed attachRequired attached authenticated automountServiceAccountToken " +
    "bindsToNode blockOwnerDeletion bool chapAuthDiscovery chapAuthSession clusterScope controller denied deprecated dryRun " +
    "enableServiceLinks exclusiveMaximum exclusiveMinimum follow force globalDefault hostIPC hostNetwork hostPID hostProcess " +
    "hostUsers ignoreStoreReadErrorWithClusterBreakingPotential immutable incomplete insecureSkipTLSVerify " +
    "insecureSkipTLSVerifyBackend manualSelector namespaced nullable optional optionalOldSelf orphanDependents paused " +
    "perDeviceNodeSelection podInfoOnMount preserveUnknownFields preventPodSchedulingIfMissing previous privileged " +
    "publishNotReadyAddresses readOnly readOnlyRootFilesystem ready recursiveReadOnlyMounts requiresRepublish runAsNonRoot " +
    "runningInUserNamespace seLinuxMount sendInitialEvents served serviceAccountTokenInSecrets serving setHostnameAsFQDN " +
    "shareProcessNamespace sslEnabled started stderr stdin stdinOnce stdout storage storageCapacity suspend terminating " +
    "timestamps tty uniqueItems unschedulable userNamespaces watch x-kubernetes-embedded-resource x-kubernetes-int-or-string " +
    "x-kubernetes-preserve-unknown-fields",
);

/** Fields that hold an integer, a quantity, or an integer or a string. */
export const NUMBER_FIELDS: ReadonlySet<string> = words(
  "activeDeadlineSeconds allocatedDevices assuredConcurrencyShares available availableDevices availableReplicas " +
    "averageUtilization averageValue backoffLimit backoffLimitPerIndex borrowingLimitPercent capacityMultiplier code " +
    "collisionCount completions consumed containerPort count currentAverageUtilization currentAverageValue " +
    "currentCPUUtilizationPercentage currentHealthy currentNumberScheduled currentReplicas currentValue defaultMode " +
    "defaultUser deletionGracePeriodSeconds deprecatedCount desiredHealthy desiredNumberScheduled desiredReplicas " +
    "deviceMultiplier disruptionsAllowed divisor endPort errorCode exitCode expectedPods expirationSeconds failed " +
    "failedJobsHistoryLimit failureThreshold fsGroup fullyAvailableDevices fullyLabeledReplicas generation gid " +
    "gracePeriodSeconds groupPriorityMinimum handSize healthCheckNodePort hostPort initialDelaySeconds int " +
    "leaseDurationSeconds leaseTransitions lendablePercent limit limitBytes lun matchingPrecedence maxExpirationSeconds " +
    "maxFailedIndexes maxItems maxLength maxProperties maxReplicas maxSkew maxSurge maxUnavailable maximum maximumVolumeSize " +
    "minAvailable minCount minDomains minGroupCount minItems minLength minProperties minReadySeconds minReplicas minimum " +
    "multipleOf nanos nodeAllocatableUpdatePeriodSeconds nodePort nominalConcurrencyShares number numberAvailable " +
    "numberMisscheduled numberReady numberUnavailable observedGeneration parallelism partiallyAvailableDevices partition " +
    "perContainer perPod periodSeconds poolCount port priority progressDeadlineSeconds quantity queueLengthLimit queues ready " +
    "readyReplicas remainingItemCount replicas resourceSliceCount restartCount retryAfterSeconds revisionHistoryLimit " +
    "runAsGroup runAsUser seconds servicePort signal sinceSeconds sizeBytes sizeLimit stabilizationWindowSeconds start " +
    "startingDeadlineSeconds step succeeded succeededCount successThreshold successfulJobsHistoryLimit tailLines " +
    "targetAverageUtilization targetAverageValue targetCPUUtilizationPercentage targetPort targetValue templateGeneration " +
    "terminating terminatingReplicas terminationGracePeriodSeconds timeoutSeconds tolerance tolerationSeconds total " +
    "totalDevices ttlSecondsAfterFinished unavailableDevices unavailableReplicas updatedNumberScheduled updatedReplicas " +
    "versionPriority weight supplementalGroups",
);

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(" "));
}
