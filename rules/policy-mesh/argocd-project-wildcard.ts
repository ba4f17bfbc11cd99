// argoproj.io AppProjectSpec: sourceRepos, destinations, clusterResourceWhitelist; the project `default` allows everything.
import { type Context, defineRule, type Resource } from "../../server/api.ts";

export default defineRule({
  id: "argocd-project-wildcard",
  family: "policy-mesh",
  severity: "warning",
  tier: "strict",
  title: "Argo CD project deploys anything from anywhere",
  why: "Argo CD applies with rights over the whole cluster, and the project is what limits them. With wildcards, whoever can push to one repository or create an Application deploys what they like where they like, cluster roles included.",
  ignoreWhen: "The project is for the platform's own applications and only administrators may use it.",
  how: "List the repositories, the namespaces of each cluster, and the cluster-scoped kinds that the project needs.",
  references: ["https://argo-cd.readthedocs.io/en/stable/user-guide/projects/"],
  kinds: ["argoproj.io/AppProject", "argoproj.io/Application"],
  resource(resource, { report }) {
    if (resource.kind === "AppProject") project(resource, report);
    else application(resource, report);
  },
});

function project({ name, root }: Resource, report: Context["report"]): void {
  const spec = root.at("spec");
  for (const repository of spec.at("sourceRepos").items())
    if (repository.value === "*") report(repository, `Project "${name}" deploys from any repository.`);
  for (const destination of spec.at("destinations").items()) {
    const namespace = destination.at("namespace");
    const anywhere = destination.at("server").value === "*" || destination.at("name").value === "*";
    if (namespace.value === "*" && anywhere) report(namespace, `Project "${name}" deploys to any namespace of any cluster.`);
  }
  for (const kind of spec.at("clusterResourceWhitelist").items())
    if (kind.at("group").value === "*" && kind.at("kind").value === "*")
      report(kind.at("kind"), `Project "${name}" deploys cluster-scoped objects of any kind, cluster roles included.`);
}

function application({ name, root }: Resource, report: Context["report"]): void {
  const project = root.at("spec", "project");
  if (project.value === "default" || project.value === "")
    report(project, `Application "${name}" uses the project default, which restricts nothing.`, {
      severity: "info",
    });
  for (const option of root.at("spec", "syncPolicy", "syncOptions").items())
    if (option.value === "Validate=false") report(option, `Application "${name}" is applied without validation.`);
}
