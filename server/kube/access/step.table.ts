// Steps from one set of rights to another (kubernetes: docs/concepts/security/rbac-good-practices.md "Privilege escalation risks").
import { type Access, RBAC_GROUP } from "../rbac.ts";

const READ = ["get", "list", "watch"];
const CHANGE = ["create", "update", "patch"];

/** A way to get further than one's own permissions. */
export interface Step {
  /** As findings and answers name it. */
  readonly by: string;
  /** A key for the configuration. */
  readonly id: string;
  readonly access: readonly Access[];
  /** What else the holder needs, in the same place. */
  readonly needs?: readonly Access[];
  /**
   * Whom the holder becomes: every service account in reach (those that `resourceNames` picks), the accounts of what runs in reach, users or groups.
   */
  readonly whom?: "accounts" | "running" | "users" | "groups";
  /** What the holder gets beside. */
  readonly right?: string;
  /** Only where it is granted in the whole cluster: the resource has no namespace. */
  readonly cluster?: true;
  /** Only where no `resourceNames` limit it. */
  readonly unnamed?: true;
  /** It follows from another step and one more right: rules do not name it. */
  readonly follows?: true;
  /** It is a part of everyday work, too: of everybody who deploys. */
  readonly common?: true;
}

export const STEPS: readonly Step[] = [
  {
    id: "secrets",
    by: "read secrets",
    access: [{ groups: [""], resources: ["secrets"], verbs: READ }],
    right: "the secrets",
    unnamed: true,
  },
  {
    id: "workloads",
    by: "create pods",
    access: [
      { groups: [""], resources: ["pods"], verbs: ["create"] },
      { groups: [""], resources: ["replicationcontrollers"], verbs: CHANGE },
      { groups: ["apps", "extensions"], resources: ["deployments", "statefulsets", "daemonsets", "replicasets"], verbs: CHANGE },
      { groups: ["batch"], resources: ["jobs", "cronjobs"], verbs: CHANGE },
    ],
    whom: "accounts",
    right: "pods of any kind that admission lets in",
    unnamed: true,
    common: true,
  },
  {
    id: "tokens",
    by: "request tokens",
    access: [{ groups: [""], resources: ["serviceaccounts/token"], verbs: ["create"] }],
    whom: "accounts",
  },
  {
    id: "token-secrets",
    by: "make a token secret",
    access: [{ groups: [""], resources: ["secrets"], verbs: ["create"] }],
    needs: [{ groups: [""], resources: ["secrets"], verbs: READ }],
    whom: "accounts",
    unnamed: true,
    follows: true,
  },
  {
    id: "exec",
    by: "run commands in pods",
    access: [
      { groups: [""], resources: ["pods/exec", "pods/attach"], verbs: ["create"] },
      { groups: [""], resources: ["pods/ephemeralcontainers"], verbs: ["update", "patch"] },
    ],
    whom: "running",
    unnamed: true,
  },
  {
    id: "impersonate",
    by: "impersonate service accounts",
    access: [{ groups: [""], resources: ["serviceaccounts"], verbs: ["impersonate"] }],
    whom: "accounts",
  },
  {
    id: "impersonate",
    by: "impersonate users",
    access: [{ groups: [""], resources: ["users"], verbs: ["impersonate"] }],
    whom: "users",
    right: "any user",
    cluster: true,
  },
  {
    id: "impersonate",
    by: "impersonate groups",
    access: [{ groups: [""], resources: ["groups"], verbs: ["impersonate"] }],
    whom: "groups",
    right: "any group, system:masters among them",
    cluster: true,
  },
  {
    id: "escalate",
    by: "escalate roles",
    access: [{ groups: [RBAC_GROUP], resources: ["clusterroles", "roles"], verbs: ["escalate"] }],
    needs: [{ groups: [RBAC_GROUP], resources: ["clusterroles", "roles"], verbs: CHANGE }],
    right: "every permission",
  },
  {
    id: "bind",
    by: "bind roles",
    access: [{ groups: [RBAC_GROUP], resources: ["clusterroles", "roles"], verbs: ["bind"] }],
    needs: [{ groups: [RBAC_GROUP], resources: ["clusterrolebindings", "rolebindings"], verbs: CHANGE }],
    right: "every role, cluster-admin among them",
  },
  {
    id: "node-proxy",
    by: "reach the kubelet",
    access: [{ groups: [""], resources: ["nodes/proxy"], verbs: ["get", "create"] }],
    whom: "running",
    right: "commands in every pod of every node",
    cluster: true,
  },
  {
    id: "certificates",
    by: "approve certificates",
    access: [{ groups: ["certificates.k8s.io"], resources: ["signers"], verbs: ["approve", "sign"] }],
    needs: [{ groups: ["certificates.k8s.io"], resources: ["certificatesigningrequests/approval"], verbs: ["update", "patch"] }],
    right: "a certificate for any user",
    cluster: true,
  },
  {
    id: "webhooks",
    by: "write admission webhooks",
    access: [
      {
        groups: ["admissionregistration.k8s.io"],
        resources: ["mutatingwebhookconfigurations", "mutatingadmissionpolicies", "validatingwebhookconfigurations"],
        verbs: CHANGE,
      },
    ],
    right: "a say in every object that is written",
    cluster: true,
    unnamed: true,
  },
  {
    id: "volumes",
    by: "create persistent volumes",
    access: [{ groups: [""], resources: ["persistentvolumes"], verbs: ["create"] }],
    right: "the files of the nodes",
    cluster: true,
    unnamed: true,
  },
  {
    id: "service-status",
    by: "write the status of services",
    access: [{ groups: [""], resources: ["services/status"], verbs: ["update", "patch"] }],
    right: "traffic to addresses outside of the cluster",
    unnamed: true,
    common: true,
  },
];
