// git-sync: GITSYNC_GIT and --git name the program that is run (Akamai research, August 2024; no fix intended).
import { defineRule, parseImage, remove, suggestion } from "../../server/api.ts";

export default defineRule({
  id: "git-sync-command-injection",
  family: "workload-hardening",
  severity: "warning",
  tier: "strict",
  title: "git-sync runs a configurable program",
  why: "git-sync runs whatever this setting names instead of git. Who may edit the manifest, but not the image or command, can run a program with git-sync's rights and credentials, unnoticed.",
  ignoreWhen: "An image with git at another path, in a manifest that is reviewed.",
  peers: ["checkov:CKV_K8S_159"],
  fix: "suggestion",
  needs: ["GITSYNC", "sync"],
  container(container, { report }) {
    for (const variable of container.at("env").items()) {
      const name = variable.at("name");
      if (name.value !== "GITSYNC_GIT") continue;
      report(name, `Container "${container.name}" lets GITSYNC_GIT choose the program that git-sync runs.`, {
        fixes: [suggestion("Remove the variable", remove(variable))],
      });
    }
    const repository = parseImage(container.at("image").string ?? "")?.repository ?? "";
    if (repository.split("/").at(-1) !== "git-sync") return;
    for (const arg of container.at("args").items()) {
      if (!/^--?git=/.test(arg.string ?? "")) continue;
      report(arg, `Container "${container.name}" lets --git choose the program that git-sync runs.`, {
        fixes: [suggestion("Remove the argument", remove(arg))],
      });
    }
  },
});
