package main

import (
	"context"
	"strings"

	"k8s.io/apiextensions-apiserver/pkg/registry/customresourcedefinition"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apiserver/pkg/registry/rest"
	"k8s.io/kube-aggregator/pkg/registry/apiservice"
	"k8s.io/kubernetes/pkg/registry/admissionregistration/mutatingadmissionpolicy"
	"k8s.io/kubernetes/pkg/registry/admissionregistration/mutatingadmissionpolicybinding"
	"k8s.io/kubernetes/pkg/registry/admissionregistration/mutatingwebhookconfiguration"
	"k8s.io/kubernetes/pkg/registry/admissionregistration/validatingadmissionpolicy"
	"k8s.io/kubernetes/pkg/registry/admissionregistration/validatingadmissionpolicybinding"
	"k8s.io/kubernetes/pkg/registry/admissionregistration/validatingwebhookconfiguration"
	"k8s.io/kubernetes/pkg/registry/apiserverinternal/storageversion"
	"k8s.io/kubernetes/pkg/registry/apps/controllerrevision"
	"k8s.io/kubernetes/pkg/registry/apps/daemonset"
	"k8s.io/kubernetes/pkg/registry/apps/deployment"
	"k8s.io/kubernetes/pkg/registry/apps/replicaset"
	"k8s.io/kubernetes/pkg/registry/apps/statefulset"
	"k8s.io/kubernetes/pkg/registry/autoscaling/horizontalpodautoscaler"
	"k8s.io/kubernetes/pkg/registry/batch/cronjob"
	"k8s.io/kubernetes/pkg/registry/batch/job"
	"k8s.io/kubernetes/pkg/registry/certificates/certificates"
	"k8s.io/kubernetes/pkg/registry/certificates/clustertrustbundle"
	"k8s.io/kubernetes/pkg/registry/certificates/podcertificaterequest"
	"k8s.io/kubernetes/pkg/registry/coordination/lease"
	"k8s.io/kubernetes/pkg/registry/coordination/leasecandidate"
	"k8s.io/kubernetes/pkg/registry/core/configmap"
	"k8s.io/kubernetes/pkg/registry/core/endpoint"
	"k8s.io/kubernetes/pkg/registry/core/event"
	"k8s.io/kubernetes/pkg/registry/core/limitrange"
	"k8s.io/kubernetes/pkg/registry/core/namespace"
	"k8s.io/kubernetes/pkg/registry/core/node"
	"k8s.io/kubernetes/pkg/registry/core/persistentvolume"
	"k8s.io/kubernetes/pkg/registry/core/persistentvolumeclaim"
	"k8s.io/kubernetes/pkg/registry/core/pod"
	"k8s.io/kubernetes/pkg/registry/core/podtemplate"
	"k8s.io/kubernetes/pkg/registry/core/replicationcontroller"
	"k8s.io/kubernetes/pkg/registry/core/resourcequota"
	"k8s.io/kubernetes/pkg/registry/core/secret"
	"k8s.io/kubernetes/pkg/registry/core/service"
	"k8s.io/kubernetes/pkg/registry/core/serviceaccount"
	"k8s.io/kubernetes/pkg/registry/discovery/endpointslice"
	"k8s.io/kubernetes/pkg/registry/flowcontrol/flowschema"
	"k8s.io/kubernetes/pkg/registry/flowcontrol/prioritylevelconfiguration"
	"k8s.io/kubernetes/pkg/registry/lifecycle/eviction"
	"k8s.io/kubernetes/pkg/registry/lifecycle/evictionrequest"
	"k8s.io/kubernetes/pkg/registry/networking/ingress"
	"k8s.io/kubernetes/pkg/registry/networking/ingressclass"
	"k8s.io/kubernetes/pkg/registry/networking/ipaddress"
	"k8s.io/kubernetes/pkg/registry/networking/networkpolicy"
	"k8s.io/kubernetes/pkg/registry/networking/servicecidr"
	"k8s.io/kubernetes/pkg/registry/node/runtimeclass"
	"k8s.io/kubernetes/pkg/registry/policy/poddisruptionbudget"
	"k8s.io/kubernetes/pkg/registry/rbac/clusterrole"
	"k8s.io/kubernetes/pkg/registry/rbac/clusterrolebinding"
	"k8s.io/kubernetes/pkg/registry/rbac/role"
	"k8s.io/kubernetes/pkg/registry/rbac/rolebinding"
	"k8s.io/kubernetes/pkg/registry/resource/deviceclass"
	"k8s.io/kubernetes/pkg/registry/resource/devicetaintrule"
	"k8s.io/kubernetes/pkg/registry/resource/resourceclaim"
	"k8s.io/kubernetes/pkg/registry/resource/resourceclaimtemplate"
	"k8s.io/kubernetes/pkg/registry/resource/resourcepoolstatusrequest"
	"k8s.io/kubernetes/pkg/registry/resource/resourceslice"
	"k8s.io/kubernetes/pkg/registry/scheduling/compositepodgroup"
	"k8s.io/kubernetes/pkg/registry/scheduling/podgroup"
	"k8s.io/kubernetes/pkg/registry/scheduling/priorityclass"
	"k8s.io/kubernetes/pkg/registry/scheduling/workload"
	"k8s.io/kubernetes/pkg/registry/storage/csidriver"
	"k8s.io/kubernetes/pkg/registry/storage/csinode"
	"k8s.io/kubernetes/pkg/registry/storage/csistoragecapacity"
	"k8s.io/kubernetes/pkg/registry/storage/storageclass"
	"k8s.io/kubernetes/pkg/registry/storage/volumeattachment"
	"k8s.io/kubernetes/pkg/registry/storage/volumeattributesclass"
	"k8s.io/kubernetes/pkg/registry/storagemigration/storagemigration"
	"k8s.io/utils/clock"
)

// kind is what the server knows of a kind of object.
type kind struct {
	apis     apis
	resource string
	strategy rest.RESTCreateStrategy
	// What the store of the kind does before it validates, and how to undo it; nil for nearly all.
	begin func(context.Context, runtime.Object) (func(), error)
	// The versions for which a server has a store: those of api/discovery in k8s.io/kubernetes.
	versions []string
}

// kinds are those that can be created and have a strategy: not reviews (TokenReview …) and subresources (Binding …).
var kinds = map[schema.GroupKind]kind{
	{"", "ConfigMap"}:             {builtIn, "configmaps", configmap.Strategy, nil, []string{"v1"}},
	{"", "Endpoints"}:             {builtIn, "endpoints", endpoint.Strategy, nil, []string{"v1"}},
	{"", "Event"}:                 {builtIn, "events", event.Strategy, nil, []string{"v1"}},
	{"", "LimitRange"}:            {builtIn, "limitranges", limitrange.Strategy, nil, []string{"v1"}},
	{"", "Namespace"}:             {builtIn, "namespaces", namespace.Strategy, nil, []string{"v1"}},
	{"", "Node"}:                  {builtIn, "nodes", node.Strategy, nil, []string{"v1"}},
	{"", "PersistentVolume"}:      {builtIn, "persistentvolumes", persistentvolume.Strategy, nil, []string{"v1"}},
	{"", "PersistentVolumeClaim"}: {builtIn, "persistentvolumeclaims", persistentvolumeclaim.Strategy, nil, []string{"v1"}},
	{"", "Pod"}:                   {builtIn, "pods", pod.Strategy, nil, []string{"v1"}},
	{"", "PodTemplate"}:           {builtIn, "podtemplates", podtemplate.Strategy, nil, []string{"v1"}},
	{"", "ReplicationController"}: {builtIn, "replicationcontrollers", replicationcontroller.Strategy, nil, []string{"v1"}},
	{"", "ResourceQuota"}:         {builtIn, "resourcequotas", resourcequota.Strategy, nil, []string{"v1"}},
	{"", "Secret"}:                {builtIn, "secrets", secret.Strategy, nil, []string{"v1"}},
	{"", "Service"}:               {builtIn, "services", service.Strategy, beginService, []string{"v1"}},
	{"", "ServiceAccount"}:        {builtIn, "serviceaccounts", serviceaccount.Strategy, nil, []string{"v1"}},
	{"admissionregistration.k8s.io", "MutatingAdmissionPolicy"}:          {builtIn, "mutatingadmissionpolicies", mutatingadmissionpolicy.NewStrategy(nil, nil), nil, []string{"v1", "v1beta1", "v1alpha1"}},
	{"admissionregistration.k8s.io", "MutatingAdmissionPolicyBinding"}:   {builtIn, "mutatingadmissionpolicybindings", mutatingadmissionpolicybinding.NewStrategy(nil, nil, unresolved{}), nil, []string{"v1", "v1beta1", "v1alpha1"}},
	{"admissionregistration.k8s.io", "MutatingWebhookConfiguration"}:     {builtIn, "mutatingwebhookconfigurations", mutatingwebhookconfiguration.Strategy, nil, []string{"v1"}},
	{"admissionregistration.k8s.io", "ValidatingAdmissionPolicy"}:        {builtIn, "validatingadmissionpolicies", validatingadmissionpolicy.NewStrategy(nil, nil), nil, []string{"v1"}},
	{"admissionregistration.k8s.io", "ValidatingAdmissionPolicyBinding"}: {builtIn, "validatingadmissionpolicybindings", validatingadmissionpolicybinding.NewStrategy(nil, nil, unresolved{}), nil, []string{"v1"}},
	{"admissionregistration.k8s.io", "ValidatingWebhookConfiguration"}:   {builtIn, "validatingwebhookconfigurations", validatingwebhookconfiguration.Strategy, nil, []string{"v1"}},
	{"apps", "ControllerRevision"}:                                       {builtIn, "controllerrevisions", controllerrevision.Strategy, nil, []string{"v1"}},
	{"apps", "DaemonSet"}:                                                {builtIn, "daemonsets", daemonset.Strategy, nil, []string{"v1"}},
	{"apps", "Deployment"}:                                               {builtIn, "deployments", deployment.Strategy, nil, []string{"v1"}},
	{"apps", "ReplicaSet"}:                                               {builtIn, "replicasets", replicaset.Strategy, nil, []string{"v1"}},
	{"apps", "StatefulSet"}:                                              {builtIn, "statefulsets", statefulset.Strategy, nil, []string{"v1"}},
	{"autoscaling", "HorizontalPodAutoscaler"}:                           {builtIn, "horizontalpodautoscalers", horizontalpodautoscaler.Strategy, nil, []string{"v2", "v1"}},
	{"batch", "CronJob"}:                                                 {builtIn, "cronjobs", cronjob.Strategy, nil, []string{"v1"}},
	{"batch", "Job"}:                                                     {builtIn, "jobs", job.Strategy, nil, []string{"v1"}},
	{"certificates.k8s.io", "CertificateSigningRequest"}:                 {builtIn, "certificatesigningrequests", certificates.Strategy, nil, []string{"v1"}},
	{"certificates.k8s.io", "ClusterTrustBundle"}:                        {builtIn, "clustertrustbundles", clustertrustbundle.Strategy, nil, []string{"v1", "v1beta1"}},
	{"certificates.k8s.io", "PodCertificateRequest"}:                     {builtIn, "podcertificaterequests", podcertificaterequest.NewStrategy(), nil, []string{"v1", "v1beta1"}},
	{"coordination.k8s.io", "Lease"}:                                     {builtIn, "leases", lease.Strategy, nil, []string{"v1"}},
	{"coordination.k8s.io", "LeaseCandidate"}:                            {builtIn, "leasecandidates", leasecandidate.Strategy, nil, []string{"v1beta1", "v1alpha2"}},
	{"discovery.k8s.io", "EndpointSlice"}:                                {builtIn, "endpointslices", endpointslice.Strategy, nil, []string{"v1"}},
	{"events.k8s.io", "Event"}:                                           {builtIn, "events", event.Strategy, nil, []string{"v1"}},
	{"flowcontrol.apiserver.k8s.io", "FlowSchema"}:                       {builtIn, "flowschemas", flowschema.Strategy, nil, []string{"v1"}},
	{"flowcontrol.apiserver.k8s.io", "PriorityLevelConfiguration"}:       {builtIn, "prioritylevelconfigurations", prioritylevelconfiguration.Strategy, nil, []string{"v1"}},
	{"internal.apiserver.k8s.io", "StorageVersion"}:                      {builtIn, "storageversions", storageversion.Strategy, nil, []string{"v1alpha1"}},
	{"lifecycle.k8s.io", "Eviction"}:                                     {builtIn, "evictions", eviction.NewStrategy(clock.RealClock{}), nil, []string{"v1alpha1"}},
	{"lifecycle.k8s.io", "EvictionRequest"}:                              {builtIn, "evictionrequests", evictionrequest.NewStrategy(), nil, []string{"v1alpha1"}},
	{"networking.k8s.io", "IPAddress"}:                                   {builtIn, "ipaddresses", ipaddress.Strategy, nil, []string{"v1"}},
	{"networking.k8s.io", "Ingress"}:                                     {builtIn, "ingresses", ingress.Strategy, nil, []string{"v1"}},
	{"networking.k8s.io", "IngressClass"}:                                {builtIn, "ingressclasses", ingressclass.Strategy, nil, []string{"v1"}},
	{"networking.k8s.io", "NetworkPolicy"}:                               {builtIn, "networkpolicies", networkpolicy.Strategy, nil, []string{"v1"}},
	{"networking.k8s.io", "ServiceCIDR"}:                                 {builtIn, "servicecidrs", servicecidr.Strategy, nil, []string{"v1"}},
	{"node.k8s.io", "RuntimeClass"}:                                      {builtIn, "runtimeclasses", runtimeclass.Strategy, nil, []string{"v1"}},
	{"policy", "PodDisruptionBudget"}:                                    {builtIn, "poddisruptionbudgets", poddisruptionbudget.Strategy, nil, []string{"v1"}},
	{"rbac.authorization.k8s.io", "ClusterRole"}:                         {builtIn, "clusterroles", clusterrole.Strategy, nil, []string{"v1"}},
	{"rbac.authorization.k8s.io", "ClusterRoleBinding"}:                  {builtIn, "clusterrolebindings", clusterrolebinding.Strategy, nil, []string{"v1"}},
	{"rbac.authorization.k8s.io", "Role"}:                                {builtIn, "roles", role.Strategy, nil, []string{"v1"}},
	{"rbac.authorization.k8s.io", "RoleBinding"}:                         {builtIn, "rolebindings", rolebinding.Strategy, nil, []string{"v1"}},
	{"resource.k8s.io", "DeviceClass"}:                                   {builtIn, "deviceclasses", deviceclass.Strategy, nil, []string{"v1", "v1beta2", "v1beta1"}},
	{"resource.k8s.io", "DeviceTaintRule"}:                               {builtIn, "devicetaintrules", devicetaintrule.Strategy, nil, []string{"v1", "v1beta2", "v1alpha3"}},
	{"resource.k8s.io", "ResourceClaim"}:                                 {builtIn, "resourceclaims", resourceclaim.NewStrategy(anyNamespace{}, nil), nil, []string{"v1", "v1beta2", "v1beta1"}},
	{"resource.k8s.io", "ResourceClaimTemplate"}:                         {builtIn, "resourceclaimtemplates", resourceclaimtemplate.NewStrategy(anyNamespace{}), nil, []string{"v1", "v1beta2", "v1beta1"}},
	{"resource.k8s.io", "ResourcePoolStatusRequest"}:                     {builtIn, "resourcepoolstatusrequests", resourcepoolstatusrequest.Strategy, nil, []string{"v1alpha3"}},
	{"resource.k8s.io", "ResourceSlice"}:                                 {builtIn, "resourceslices", resourceslice.Strategy, nil, []string{"v1", "v1beta2", "v1beta1"}},
	{"scheduling.k8s.io", "CompositePodGroup"}:                           {builtIn, "compositepodgroups", compositepodgroup.NewStrategy(), nil, []string{"v1alpha3"}},
	{"scheduling.k8s.io", "PodGroup"}:                                    {builtIn, "podgroups", podgroup.NewStrategy(), nil, []string{"v1beta1", "v1alpha3"}},
	{"scheduling.k8s.io", "PriorityClass"}:                               {builtIn, "priorityclasses", priorityclass.Strategy, nil, []string{"v1"}},
	{"scheduling.k8s.io", "Workload"}:                                    {builtIn, "workloads", workload.Strategy, nil, []string{"v1beta1", "v1alpha3"}},
	{"storage.k8s.io", "CSIDriver"}:                                      {builtIn, "csidrivers", csidriver.Strategy, nil, []string{"v1"}},
	{"storage.k8s.io", "CSINode"}:                                        {builtIn, "csinodes", csinode.Strategy, nil, []string{"v1"}},
	{"storage.k8s.io", "CSIStorageCapacity"}:                             {builtIn, "csistoragecapacities", csistoragecapacity.Strategy, nil, []string{"v1"}},
	{"storage.k8s.io", "StorageClass"}:                                   {builtIn, "storageclasses", storageclass.Strategy, nil, []string{"v1"}},
	{"storage.k8s.io", "VolumeAttachment"}:                               {builtIn, "volumeattachments", volumeattachment.Strategy, nil, []string{"v1"}},
	{"storage.k8s.io", "VolumeAttributesClass"}:                          {builtIn, "volumeattributesclasses", volumeattributesclass.Strategy, nil, []string{"v1"}},
	{"storagemigration.k8s.io", "StorageVersionMigration"}:               {builtIn, "storageversionmigrations", storagemigration.Strategy, nil, []string{"v1", "v1beta1"}},
	{"apiextensions.k8s.io", "CustomResourceDefinition"}: {
		extensions, "customresourcedefinitions", customresourcedefinition.NewStrategy(extensions.scheme), nil, []string{"v1"},
	},
	{"apiregistration.k8s.io", "APIService"}: {aggregator, "apiservices", apiservice.NewStrategy(aggregator.scheme), nil, []string{"v1"}},
}

// isPreview tells versions that a server offers only on demand: v1beta2, v1alpha1.
func isPreview(version string) bool {
	return strings.Contains(version, "alpha") || strings.Contains(version, "beta")
}
