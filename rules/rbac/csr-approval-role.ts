// kubernetes: plugin/pkg/admission/certificates/{approval,signing}: the verbs approve and sign on signers decide; CIS Kubernetes Benchmark 5.1.11.
import { type Access, defineRule, type Grant, grantOf, type PolicyRule, policyRulesOf } from "../../server/api.ts";
import { resourceOf, resourceWords, wordsOf } from "./_grant.ts";
import { isBootstrapped, titleOf } from "./_role.ts";

const GROUP = ["certificates.k8s.io"];
const SIGN: Access = { groups: GROUP, resources: ["signers"], verbs: ["approve", "sign"] };
const APPROVE: Access = { groups: GROUP, resources: ["certificatesigningrequests/approval"], verbs: ["update", "patch"] };
const CLIENT = /^kubernetes\.io\/(?:\*|kube-apiserver-client)/;

export default defineRule({
  id: "csr-approval-role",
  family: "rbac",
  severity: "error",
  tier: "recommended",
  title: "Role approves or signs client certificates",
  why: "A client certificate says who its holder is, up to system:masters, and cannot be revoked. Whoever approves requests for the built-in signers, or signs them, can be anybody for the life of the certificate.",
  ignoreWhen: "It is the role of the controller that approves the certificates of new nodes or of a signer of its own.",
  how: "Limit approve and sign with resourceNames to the signer that the holder looks after.",
  standards: ["cis:5.1.11"],
  references: [
    "https://kubernetes.io/docs/reference/access-authn-authz/certificate-signing-requests/",
    "https://kubernetes.io/docs/concepts/security/rbac-good-practices/",
  ],
  peers: ["checkov:CKV_K8S_156", "kubescape:C-0280"],
  yieldsTo: ["full-admin-role", "wildcard-rbac-rule"],
  kinds: ["ClusterRole"],
  needs: resourceWords(SIGN, APPROVE),
  resource(role, { report }) {
    if (isBootstrapped(role)) return;
    const rules = policyRulesOf(role);
    const granted = (access: Access) => rules.flatMap((rule) => grantOf(rule, access) ?? []);
    const signers = granted(SIGN);
    for (const grant of signers.filter(({ rule }) => picksClientSigner(rule)))
      report(resourceOf(grant).at, `${titleOf(role)} grants ${wordsOf(grant)}.`);
    if (signers.length > 0) return; // without the signer an approval is refused
    for (const grant of granted(APPROVE)) report(resourceOf(grant).at, approval(titleOf(role), grant), { severity: "warning" });
  },
});

function picksClientSigner({ named, resourceNames }: PolicyRule): boolean {
  return !named || resourceNames.some(({ text }) => CLIENT.test(text));
}

function approval(role: string, grant: Grant): string {
  return `${role} grants ${wordsOf(grant)}.`;
}
