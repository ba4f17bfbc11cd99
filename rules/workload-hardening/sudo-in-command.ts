// sudo(8); core/v1 SecurityContext.allowPrivilegeEscalation.
import { defineRule } from "../../server/api.ts";
import { commandLines, textOf } from "./_command-line.ts";

/** At the start of a script, a line or a command within it; not as an argument such as a package's name. */
const SUDO = /(?:^|[;&|({`]|\b(?:then|do|else|exec)\b)\s*(?:[\w./-]*\/)?sudo\s/m;

export default defineRule({
  id: "sudo-in-command",
  family: "workload-hardening",
  severity: "warning",
  tier: "recommended",
  title: "Command uses sudo",
  why: "sudo in a container means that the image lets its user become root, so whoever breaks in can, too. It also stops working as soon as privilege escalation is forbidden.",
  ignoreWhen: "A development environment in which people work.",
  how: "Do what needs root when the image is built, or in an init container of its own.",
  peers: ["kubescape:C-0062"],
  needs: ["sudo"],
  container(container, { report }) {
    for (const words of commandLines(container)) {
      const word = words.find((one, index) => SUDO.test(textOf(one)) || (index === 0 && /^(.*\/)?sudo$/.test(textOf(one))));
      if (word) report(word, `Container "${container.name}" uses sudo.`);
    }
  },
});
