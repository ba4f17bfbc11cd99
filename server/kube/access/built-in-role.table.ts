// Written by tools/access/generate.mjs from the bootstrap policy of Kubernetes 1.37.2 (Apache-2.0; see NOTICE): its ClusterRoles without those behind
// feature gates. A line that is not indented is a role and the roles that it is aggregated to; below it stand its rules (verbs, resources, groups, names;
// or verbs and URLs; `core` is the group without a name), or `<` with the role whose label it aggregates.
export const BUILT_IN_ROLES = `
admin
  < admin
cluster-admin
  * * *
  * *
edit admin
  < edit
system:aggregate-to-admin admin
  create localsubjectaccessreviews authorization.k8s.io
  create,delete,deletecollection,get,list,patch,update,watch rolebindings,roles rbac.authorization.k8s.io
system:aggregate-to-edit edit
  get,list,watch pods/attach,pods/exec,pods/portforward,pods/proxy,secrets,services/proxy core
  impersonate serviceaccounts core
  create,delete,deletecollection,patch,update pods,pods/attach,pods/exec,pods/portforward,pods/proxy core
  create pods/eviction core
  create,delete,deletecollection,patch,update configmaps,persistentvolumeclaims,replicationcontrollers,replicationcontrollers/scale,secrets,serviceaccounts,services,services/proxy core
  create serviceaccounts/token core
  create,delete,deletecollection,patch,update events core,events.k8s.io
  create,delete,deletecollection,patch,update daemonsets,deployments,deployments/rollback,deployments/scale,replicasets,replicasets/scale,statefulsets,statefulsets/scale apps
  create,delete,deletecollection,patch,update horizontalpodautoscalers autoscaling
  create,delete,deletecollection,patch,update cronjobs,jobs batch
  create,delete,deletecollection,patch,update daemonsets,deployments,deployments/rollback,deployments/scale,ingresses,networkpolicies,replicasets,replicasets/scale,replicationcontrollers/scale extensions
  create,delete,deletecollection,patch,update poddisruptionbudgets policy
  create,delete,deletecollection,patch,update ingresses,networkpolicies networking.k8s.io
  create,delete,deletecollection,get,list,patch,update,watch leases coordination.k8s.io
  create,delete,deletecollection,patch,update resourceclaims,resourceclaimtemplates resource.k8s.io
system:aggregate-to-view view
  get,list,watch configmaps,endpoints,persistentvolumeclaims,persistentvolumeclaims/status,pods,replicationcontrollers,replicationcontrollers/scale,serviceaccounts,services,services/status core
  get,list,watch bindings,limitranges,namespaces/status,pods/log,pods/status,replicationcontrollers/status,resourcequotas,resourcequotas/status core
  get,list,watch namespaces core
  get,list,watch events core,events.k8s.io
  get,list,watch endpointslices discovery.k8s.io
  get,list,watch controllerrevisions,daemonsets,daemonsets/status,deployments,deployments/scale,deployments/status,replicasets,replicasets/scale,replicasets/status,statefulsets,statefulsets/scale,statefulsets/status apps
  get,list,watch horizontalpodautoscalers,horizontalpodautoscalers/status autoscaling
  get,list,watch cronjobs,cronjobs/status,jobs,jobs/status batch
  get,list,watch daemonsets,daemonsets/status,deployments,deployments/scale,deployments/status,ingresses,ingresses/status,networkpolicies,replicasets,replicasets/scale,replicasets/status,replicationcontrollers/scale extensions
  get,list,watch poddisruptionbudgets,poddisruptionbudgets/status policy
  get,list,watch ingresses,ingresses/status,networkpolicies networking.k8s.io
  get,list,watch resourceclaims,resourceclaims/status,resourceclaimtemplates resource.k8s.io
system:auth-delegator
  create tokenreviews authentication.k8s.io
  create subjectaccessreviews authorization.k8s.io
system:basic-user
  create selfsubjectaccessreviews,selfsubjectrulesreviews authorization.k8s.io
  create selfsubjectreviews authentication.k8s.io
system:certificates.k8s.io:certificatesigningrequests:nodeclient
  create certificatesigningrequests/nodeclient certificates.k8s.io
system:certificates.k8s.io:certificatesigningrequests:selfnodeclient
  create certificatesigningrequests/selfnodeclient certificates.k8s.io
system:certificates.k8s.io:kube-apiserver-client-approver
  approve signers certificates.k8s.io kubernetes.io/kube-apiserver-client
system:certificates.k8s.io:kube-apiserver-client-kubelet-approver
  approve signers certificates.k8s.io kubernetes.io/kube-apiserver-client-kubelet
system:certificates.k8s.io:kubelet-serving-approver
  approve signers certificates.k8s.io kubernetes.io/kubelet-serving
system:certificates.k8s.io:legacy-unknown-approver
  approve signers certificates.k8s.io kubernetes.io/legacy-unknown
system:cluster-trust-bundle-discovery
  get,list,watch clustertrustbundles certificates.k8s.io
system:discovery
  get /api,/api/*,/apis,/apis/*,/healthz,/livez,/openapi,/openapi/*,/readyz,/version,/version/
system:heapster
  get,list,watch events,namespaces,nodes,pods core
  get,list,watch deployments extensions
system:kube-aggregator
  get,list,watch endpoints,services core
system:kube-controller-manager
  create,patch,update events core,events.k8s.io
  create leases coordination.k8s.io
  get,update leases coordination.k8s.io kube-controller-manager
  create secrets,serviceaccounts core
  delete secrets core
  get configmaps,namespaces,secrets,serviceaccounts core
  update secrets,serviceaccounts core
  create tokenreviews authentication.k8s.io
  create subjectaccessreviews authorization.k8s.io
  list,watch * *
  create serviceaccounts/token core
system:kube-dns
  list,watch endpoints,services core
system:kube-scheduler
  create,patch,update events core,events.k8s.io
  create leases coordination.k8s.io
  get,list,update,watch leases coordination.k8s.io kube-scheduler
  create,delete,deletecollection,get,list,patch,update,watch leasecandidates coordination.k8s.io
  get,list,watch nodes core
  delete,get,list,watch pods core
  create bindings,pods/binding core
  patch,update pods/status core
  get,list,watch replicationcontrollers,services core
  get,list,watch replicasets apps,extensions
  get,list,watch statefulsets apps
  get,list,watch poddisruptionbudgets policy
  get,list,watch persistentvolumeclaims,persistentvolumes core
  create tokenreviews authentication.k8s.io
  create subjectaccessreviews authorization.k8s.io
  get,list,watch csinodes storage.k8s.io
  get,list,watch volumeattachments storage.k8s.io
  get,list,watch namespaces core
  get,list,watch csidrivers storage.k8s.io
  get,list,watch csistoragecapacities storage.k8s.io
  get,list,watch deviceclasses resource.k8s.io
  get,list,patch,update,watch resourceclaims resource.k8s.io
  get,list,patch,update,watch resourceclaims/status resource.k8s.io
  update pods/finalizers core
  get,list,watch resourceslices resource.k8s.io
  create,delete resourceclaims resource.k8s.io
  get,list,watch devicetaintrules resource.k8s.io
  patch,update resourceclaims/binding resource.k8s.io
system:kubelet-api-admin
  get,list,watch nodes core
  proxy nodes core
  * nodes/log,nodes/metrics,nodes/proxy,nodes/stats core
  * nodes/configz,nodes/healthz,nodes/pods core
system:monitoring
  get /flagz,/healthz,/healthz/*,/livez,/livez/*,/metrics,/metrics/slis,/readyz,/readyz/*,/statusz
  get nodes/metrics core
system:node
  create tokenreviews authentication.k8s.io
  create localsubjectaccessreviews,subjectaccessreviews authorization.k8s.io
  get,list,watch services core
  create,get,list,watch nodes core
  patch,update nodes/status core
  patch,update nodes core
  create,patch,update events core,events.k8s.io
  get,list,watch pods core
  create,delete pods core
  patch,update pods/status core
  create pods/eviction core
  get,list,watch configmaps,secrets core
  get persistentvolumeclaims,persistentvolumes core
  get endpoints core
  create,get,list,watch certificatesigningrequests certificates.k8s.io
  create,delete,get,patch,update leases coordination.k8s.io
  get volumeattachments storage.k8s.io
  create serviceaccounts/token core
  get,patch,update persistentvolumeclaims/status core
  get,list,watch csidrivers storage.k8s.io
  create,delete,get,patch,update csinodes storage.k8s.io
  get,list,watch runtimeclasses node.k8s.io
  get resourceclaims resource.k8s.io
  deletecollection resourceslices resource.k8s.io
  get,list,watch clustertrustbundles certificates.k8s.io
  get serviceaccounts core
  create,get,list,watch podcertificaterequests certificates.k8s.io
system:node-bootstrapper
  create,get,list,watch certificatesigningrequests certificates.k8s.io
system:node-problem-detector
  get nodes core
  patch nodes/status core
  create,patch,update events core,events.k8s.io
system:node-proxier
  list,watch endpoints,services core
  get,list,watch nodes core
  create,patch,update events core,events.k8s.io
  list,watch servicecidrs networking.k8s.io
  list,watch endpointslices discovery.k8s.io
system:persistent-volume-provisioner
  create,delete,get,list,watch persistentvolumes core
  get,list,update,watch persistentvolumeclaims core
  get,list,watch storageclasses storage.k8s.io
  watch events core
  create,patch,update events core,events.k8s.io
system:public-info-viewer
  get /healthz,/livez,/readyz,/version,/version/
system:service-account-issuer-discovery
  get /.well-known/openid-configuration,/.well-known/openid-configuration/,/openid/v1/jwks,/openid/v1/jwks/
system:volume-scheduler
  get,list,patch,update,watch persistentvolumes core
  get,list,watch storageclasses storage.k8s.io
  get,list,patch,update,watch persistentvolumeclaims core
view edit
  < view
system:controller:attachdetach-controller
  list,watch persistentvolumeclaims,persistentvolumes core
  get,list,watch nodes core
  patch,update nodes/status core
  list,watch pods core
  create,patch,update events core,events.k8s.io
  create,delete,get,list,watch volumeattachments storage.k8s.io
  get,list,watch csidrivers storage.k8s.io
  get,list,watch csinodes storage.k8s.io
system:controller:certificate-controller
  delete,get,list,watch certificatesigningrequests certificates.k8s.io
  update certificatesigningrequests/approval,certificatesigningrequests/status certificates.k8s.io
  approve signers certificates.k8s.io kubernetes.io/kube-apiserver-client-kubelet
  sign signers certificates.k8s.io kubernetes.io/kube-apiserver-client,kubernetes.io/kube-apiserver-client-kubelet,kubernetes.io/kubelet-serving,kubernetes.io/legacy-unknown
  create subjectaccessreviews authorization.k8s.io
  create,patch,update events core,events.k8s.io
system:controller:clusterrole-aggregation-controller
  escalate,get,list,patch,update,watch clusterroles rbac.authorization.k8s.io
system:controller:cronjob-controller
  get,list,update,watch cronjobs batch
  create,delete,get,list,patch,update,watch jobs batch
  update cronjobs/status batch
  update cronjobs/finalizers batch
  delete,list,watch pods core
  create,patch,update events core,events.k8s.io
system:controller:daemon-set-controller
  get,list,watch daemonsets apps,extensions
  update daemonsets/status apps,extensions
  update daemonsets/finalizers apps,extensions
  list,watch nodes core
  create,delete,list,patch,watch pods core
  create pods/binding core
  create,delete,get,list,patch,update,watch controllerrevisions apps
  create,patch,update events core,events.k8s.io
system:controller:deployment-controller
  get,list,update,watch deployments apps,extensions
  update deployments/status apps,extensions
  update deployments/finalizers apps,extensions
  create,delete,get,list,patch,update,watch replicasets apps,extensions
  get,list,update,watch pods core
  create,patch,update events core,events.k8s.io
system:controller:device-taint-eviction-controller
  delete,get,list,watch pods core
  patch,update pods/status core
  get,list,watch resourceclaims resource.k8s.io
  get,list,watch resourceslices resource.k8s.io
  get,list,watch deviceclasses resource.k8s.io
  create,patch,update events core,events.k8s.io
  patch,update devicetaintrules/status resource.k8s.io
  get,list,watch devicetaintrules resource.k8s.io
system:controller:disruption-controller
  get,list,watch deployments apps,extensions
  get,list,watch replicasets apps,extensions
  get,list,watch replicationcontrollers core
  get,list,watch poddisruptionbudgets policy
  get,list,watch statefulsets apps
  update poddisruptionbudgets/status policy
  patch,update pods/status core
  get */scale *
  create,patch,update events core,events.k8s.io
system:controller:endpoint-controller
  get,list,watch pods,services core
  create,delete,get,list,update,watch endpoints core
  create endpoints/restricted core
  create,patch,update events core,events.k8s.io
system:controller:endpointslice-controller
  get,list,watch nodes,pods,services core
  update services/finalizers core
  create,delete,get,list,update,watch endpointslices discovery.k8s.io
  create,patch,update events core,events.k8s.io
system:controller:endpointslicemirroring-controller
  get,list,watch endpoints,services core
  update services/finalizers core
  update endpoints/finalizers core
  create,delete,get,list,update,watch endpointslices discovery.k8s.io
  create,patch,update events core,events.k8s.io
system:controller:ephemeral-volume-controller
  get,list,watch pods core
  update pods/finalizers core
  create,get,list,watch persistentvolumeclaims core
  create,patch,update events core,events.k8s.io
system:controller:expand-controller
  get,list,patch,update,watch persistentvolumes core
  patch,update persistentvolumeclaims/status core
  get,list,watch persistentvolumeclaims core
  create,patch,update events core,events.k8s.io
system:controller:generic-garbage-collector
  delete,get,list,patch,update,watch * *
  create,patch,update events core,events.k8s.io
system:controller:horizontal-pod-autoscaler
  get,list,watch horizontalpodautoscalers autoscaling
  update horizontalpodautoscalers/status autoscaling
  get,update */scale *
  list,watch pods core
  list,watch pods metrics.k8s.io
  get,list,watch * custom.metrics.k8s.io
  get,list,watch * external.metrics.k8s.io
  create,patch,update events core,events.k8s.io
system:controller:job-controller
  get,list,patch,update,watch jobs batch
  update jobs/status batch
  update jobs/finalizers batch
  create,delete,list,patch,watch pods core
  create,patch,update events core,events.k8s.io
system:controller:kube-apiserver-serving-clustertrustbundle-publisher
  attest signers certificates.k8s.io kubernetes.io/kube-apiserver-serving
  create,delete,list,update,watch clustertrustbundles certificates.k8s.io
  create,patch,update events core,events.k8s.io
system:controller:legacy-service-account-token-cleaner
  get configmaps core kube-apiserver-legacy-service-account-token-tracking
  delete,patch secrets core
system:controller:namespace-controller
  delete,get,list,watch namespaces core
  update namespaces/finalize,namespaces/status core
  delete,deletecollection,get,list,watch * *
system:controller:node-controller
  delete,get,list,patch,update,watch nodes core
  patch,update nodes/status core
  patch,update pods/status core
  delete,get,list,watch pods core
  get,list,watch leases coordination.k8s.io
  create,patch,update events core,events.k8s.io
system:controller:persistent-volume-binder
  create,delete,get,list,update,watch persistentvolumes core
  update persistentvolumes/status core
  get,list,update,watch persistentvolumeclaims core
  update persistentvolumeclaims/status core
  create,delete,get,list,watch pods core
  get,list,watch storageclasses storage.k8s.io
  list,watch nodes core
  create,patch,update events core,events.k8s.io
  watch events core
system:controller:pod-garbage-collector
  delete,list,watch pods core
  get,list,watch nodes core
  patch pods/status core
system:controller:podcertificaterequestcleaner
  delete,get,list,watch podcertificaterequests certificates.k8s.io
system:controller:pv-protection-controller
  get,list,update,watch persistentvolumes core
  create,patch,update events core,events.k8s.io
system:controller:pvc-protection-controller
  get,list,update,watch persistentvolumeclaims core
  update persistentvolumeclaims/status core
  get,list,watch pods core
  create,patch,update events core,events.k8s.io
system:controller:replicaset-controller
  get,list,update,watch replicasets apps,extensions
  update replicasets/status apps,extensions
  update replicasets/finalizers apps,extensions
  create,delete,list,patch,watch pods core
  create,patch,update events core,events.k8s.io
system:controller:replication-controller
  get,list,update,watch replicationcontrollers core
  update replicationcontrollers/status core
  update replicationcontrollers/finalizers core
  create,delete,list,patch,watch pods core
  create,patch,update events core,events.k8s.io
system:controller:resource-claim-controller
  get,list,watch pods core
  update pods/finalizers core
  create,delete,get,list,watch resourceclaims resource.k8s.io
  patch,update resourceclaims,resourceclaims/status resource.k8s.io
  patch,update pods/status core
  create,patch,update events core,events.k8s.io
  patch,update resourceclaims/binding resource.k8s.io
system:controller:resourcequota-controller
  list,watch * *
  update resourcequotas/status core
  create,patch,update events core,events.k8s.io
system:controller:root-ca-cert-publisher
  create,update configmaps core
  create,patch,update events core,events.k8s.io
system:controller:route-controller
  list,watch nodes core
  patch nodes/status core
  create,patch,update events core,events.k8s.io
system:controller:selinux-warning-controller
  create,patch,update events core,events.k8s.io
  get,list,watch persistentvolumes core
  get,list,watch persistentvolumeclaims core
  get,list,watch pods core
  get,list,watch csidrivers storage.k8s.io
system:controller:service-account-controller
  create serviceaccounts core
  create,patch,update events core,events.k8s.io
system:controller:service-cidrs-controller
  get,list,patch,update,watch servicecidrs networking.k8s.io
  patch,update servicecidrs/finalizers networking.k8s.io
  patch,update servicecidrs/status networking.k8s.io
  get,list,watch ipaddresses networking.k8s.io
  create,patch,update events core,events.k8s.io
system:controller:service-controller
  get,list,watch services core
  patch,update services/status core
  list,watch nodes core
  create,patch,update events core,events.k8s.io
system:controller:statefulset-controller
  list,watch pods core
  get,list,watch statefulsets apps
  update statefulsets/status apps
  update statefulsets/finalizers apps
  create,delete,get,patch,update pods core
  create,delete,get,list,patch,update,watch controllerrevisions apps
  create,get,list,watch persistentvolumeclaims core
  delete,update persistentvolumeclaims core
  update pods/finalizers core
  create,patch,update events core,events.k8s.io
system:controller:storage-version-migrator-controller
  list,patch * *
  get customresourcedefinitions apiextensions.k8s.io
  patch customresourcedefinitions/status apiextensions.k8s.io
  update storageversionmigrations/status storagemigration.k8s.io
system:controller:ttl-after-finished-controller
  delete,get,list,watch jobs batch
  create,patch,update events core,events.k8s.io
system:controller:ttl-controller
  list,patch,update,watch nodes core
  create,patch,update events core,events.k8s.io
system:controller:validatingadmissionpolicy-status-controller
  get,list,watch validatingadmissionpolicies admissionregistration.k8s.io
  get,patch,update validatingadmissionpolicies/status admissionregistration.k8s.io
  create,patch,update events core,events.k8s.io
system:controller:volumeattributesclass-protection-controller
  get,list,watch persistentvolumeclaims core
  get,list,watch persistentvolumes core
  get,list,update,watch volumeattributesclasses storage.k8s.io
  create,patch,update events core,events.k8s.io
`;
