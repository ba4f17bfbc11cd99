// NSA Kubernetes Hardening Guide; RFC 4251 (SSH, port 22).
import { defineRule, type Field, integers } from "../../server/api.ts";

export default defineRule({
  id: "ssh-port-exposed",
  family: "workload-hardening",
  severity: "warning",
  tier: "recommended",
  title: "SSH port is exposed",
  why: "An SSH server in a container is a way in that bypasses Kubernetes: its own keys, no audit log, and a favourite target of password guessing.",
  ignoreWhen:
    "An SFTP server or a bastion, whose service is SSH. What has git in its name (Gitea, GitLab, Gerrit and others serve Git by SSH) is not reported.",
  how: "Use kubectl exec or kubectl debug, which check the user's rights and leave a trace.",
  peers: ["kube-linter:ssh-port", "kubescape:C-0042", "monokle:KBP110"],
  options: { ports: integers([22], "Ports on which SSH is expected.") },
  kinds: ["Service"],
  needs: ["ports"],
  container(container, { options, report }) {
    for (const port of container.at("ports").items()) {
      const field = port.at("containerPort");
      if (field.number === undefined || !options.ports.includes(field.number) || !isTcp(port)) continue;
      if ([container.name, container.pod.resource.name, container.at("image").string].some(servesGit)) return;
      report(field, `Container "${container.name}" exposes SSH on port ${field.number}.`);
    }
  },
  resource(service, { options, report }) {
    for (const port of service.at("spec", "ports").items()) {
      const field = [port.at("port"), port.at("targetPort")].find(
        ({ number }) => number !== undefined && options.ports.includes(number),
      );
      if (!field || !isTcp(port)) continue;
      if (service.at("spec", "selector").keys().length === 0 || servesGit(service.name)) return;
      report(field, `Service "${service.name}" exposes SSH on port ${field.number}.`);
    }
  },
});

function servesGit(name: string | undefined): boolean {
  return name !== undefined && /git|gogs|gerrit|forgejo/i.test(name);
}

function isTcp(port: Field): boolean {
  const protocol = port.at("protocol");
  return protocol.absent || protocol.value === "TCP";
}
