import { describe, expect, it } from "vitest";
import { meansPeer } from "../../server/lint/rule/peer.ts";

describe("which checks another tool's marker means", () => {
  it.each([
    ["checkov:CKV_K8S_*", "checkov:CKV_K8S_19", true],
    ["checkov:*_19", "checkov:CKV_K8S_19", true],
    ["checkov:ckv*8s*9", "checkov:CKV_K8S_19", true],
    ["checkov:CKV*CKV*", "checkov:CKV_K8S_19", false],
    ["checkov:CKV_K8S_19*19", "checkov:CKV_K8S_19", false],
    ["checkov:CKV.K8S_19", "checkov:CKV_K8S_19", false],
    ["trivy:AVD-KSV-0017", "trivy:KSV-0017", true],
    // A regular expression would try all places of each star.
    [`checkov:${"*_".repeat(30)}x`, `checkov:${"_".repeat(40)}`, false],
  ])("%s, %s: %s", (marker, peer, means) => expect(meansPeer(marker, peer)).toBe(means));
});
