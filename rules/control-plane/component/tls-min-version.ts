// --tls-min-version of all components; KubeletConfiguration tlsMinVersion. RFC 8996 deprecates TLS 1.0 and 1.1.
import { defineRule } from "../../../server/api.ts";
import { offer } from "../_flag.ts";
import { onTlsSetting } from "../_tls.ts";

export default defineRule({
  id: "tls-min-version",
  family: "control-plane",
  severity: "warning",
  tier: "recommended",
  title: "Component accepts TLS 1.0 or 1.1",
  why: "Both versions are deprecated (RFC 8996): their ciphers and handshakes can be broken or downgraded by someone on the network path.",
  ignoreWhen: "A client that cannot be replaced speaks nothing newer.",
  references: ["https://www.rfc-editor.org/rfc/rfc8996"],
  fix: "suggestion",
  needs: ["VersionTLS10", "VersionTLS11"],
  ...onTlsSetting("tls-min-version", ["tlsMinVersion"], (setting, { report }) => {
    const old = /^VersionTLS1[01]$/.exec(setting.value ?? "");
    if (old)
      report(
        setting.place,
        `${setting.label} accepts TLS 1.0 or 1.1: ${setting.name} is ${setting.value}.`,
        offer("Require TLS 1.2", setting.set("VersionTLS12")),
      );
  }),
});
