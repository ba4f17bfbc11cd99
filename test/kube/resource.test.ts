import { describe, expect, it } from "vitest";
import { podOf } from "../../server/kube/pod.ts";
import { resourcesOf } from "../../server/kube/resource.ts";
import { parse } from "../../server/yaml/parser/parse.ts";
import { cutTemplate, parseTemplate } from "../../server/yaml/template/template.ts";
import type { Tree } from "../../server/yaml/tree/tree.ts";

// What is read as an object, and which containers it runs.

/** `group/Kind: containers` of each object. */
function read(tree: Tree): readonly string[] {
  return resourcesOf(tree).map((resource) => {
    const names = podOf(resource)?.containers.map(({ name, role }) => `${name || "?"} ${role}`) ?? [];
    return `${resource.group}/${resource.kind}: ${names.join(", ")}`;
  });
}

const template = (text: string) => cutTemplate(text).flatMap(({ start, end }) => read(parseTemplate(text, start, end)));
const SPEC = "{initContainers: [{name: i, image: x}], containers: [{name: a, image: x}]}";
const TEMPLATE = `{metadata: {labels: {a: b}}, spec: ${SPEC}}`;

describe("custom resources that run pods", () => {
  it.each([
    ["keda.sh/v1alpha1", "ScaledJob", `{jobTargetRef: {template: ${TEMPLATE}}}`, "i init, a app"],
    ["apps.openshift.io/v1", "DeploymentConfig", `{template: ${TEMPLATE}}`, "i init, a app"],
    ["leaderworkerset.x-k8s.io/v1", "LeaderWorkerSet", `{leaderWorkerTemplate: {workerTemplate: ${TEMPLATE}}}`, "i init, a app"],
    [
      "argoproj.io/v1alpha1",
      "Workflow",
      "{templates: [{container: {image: x}}, {script: {image: y}, initContainers: [{name: i, image: x}]}, {containerSet: {containers: [{name: c, image: x}]}, sidecars: [{name: s, image: x}]}]}",
      "i init, ? app, ? app, c app, s app",
    ],
    ["argoproj.io/v1alpha1", "CronWorkflow", "{workflowSpec: {templates: [{container: {name: w, image: x}}]}}", "w app"],
    ["tekton.dev/v1", "Task", "{steps: [{name: build, image: x}], sidecars: [{name: db, image: x}]}", "build app, db app"],
    ["tekton.dev/v1", "TaskRun", "{taskSpec: {steps: [{name: build, image: x}]}}", "build app"],
    [
      "tekton.dev/v1",
      "Pipeline",
      "{tasks: [{taskSpec: {steps: [{name: build, image: x}]}}], finally: [{taskSpec: {sidecars: [{name: db, image: x}]}}]}",
      "build app, db app",
    ],
    [
      "tekton.dev/v1",
      "PipelineRun",
      "{pipelineSpec: {tasks: [{taskRef: {name: a}}, {taskSpec: {steps: [{name: b, image: x}]}}]}}",
      "b app",
    ],
    [
      "ray.io/v1",
      "RayCluster",
      `{headGroupSpec: {template: ${TEMPLATE}}, workerGroupSpecs: [{template: {spec: {containers: [{name: w, image: x}]}}}]}`,
      "i init, a app, w app",
    ],
    ["ray.io/v1", "RayJob", `{rayClusterSpec: {headGroupSpec: {template: ${TEMPLATE}}}}`, "i init, a app"],
    [
      "kubeflow.org/v1",
      "PyTorchJob",
      "{pytorchReplicaSpecs: {Master: {template: {spec: {containers: [{name: m, image: x}]}}}, Worker: {template: {spec: {containers: [{name: w, image: x}]}}}}}",
      "m app, w app",
    ],
    ["batch.volcano.sh/v1alpha1", "Job", `{tasks: [{template: ${TEMPLATE}}]}`, "i init, a app"],
    ["jobset.x-k8s.io/v1alpha2", "JobSet", `{replicatedJobs: [{template: {spec: {template: ${TEMPLATE}}}}]}`, "i init, a app"],
    ["actions.github.com/v1alpha1", "AutoscalingRunnerSet", `{template: ${TEMPLATE}}`, "i init, a app"],
    ["serving.kserve.io/v1alpha1", "ServingRuntime", SPEC, "i init, a app"],
    ["example.com/v1", "Task", "{steps: [{name: build, image: x}]}", ""],
  ])("%s %s", (apiVersion, kind, spec, expected) => {
    const group = apiVersion.slice(0, apiVersion.indexOf("/"));
    expect(read(parse(`apiVersion: ${apiVersion}\nkind: ${kind}\nspec: ${spec}\n`))).toEqual([`${group}/${kind}: ${expected}`]);
  });

  it("reads what OpenShift Templates and graphs of kro are made of", () => {
    const pod = `{apiVersion: v1, kind: Pod, spec: ${SPEC}}`;
    expect(read(parse(`apiVersion: template.openshift.io/v1\nkind: Template\nobjects: [${pod}]\n`))).toEqual([
      "template.openshift.io/Template: ",
      "/Pod: i init, a app",
    ]);
    expect(
      read(
        parse(`apiVersion: kro.run/v1alpha1\nkind: ResourceGraphDefinition\nspec: {resources: [{id: a, template: ${pod}}]}\n`),
      ),
    ).toEqual(["kro.run/ResourceGraphDefinition: ", "/Pod: i init, a app"]);
  });
});

describe("templates", () => {
  const spec = "spec:\n  template:\n    spec:\n      containers:\n        - name: a\n          image: x\n";
  it.each<readonly [string, string, readonly string[]]>([
    ["a version from a helper", `apiVersion: {{ include "v" . }}\nkind: Deployment\n${spec}`, ["apps/Deployment: a app"]],
    ["a version from a variable", `apiVersion: \${VERSION}\nkind: Deployment\n${spec}`, ["apps/Deployment: a app"]],
    [
      "a version by the cluster",
      `{{ if .x }}\napiVersion: apps/v1beta1\n{{ else }}\napiVersion: apps/v1\n{{ end }}\nkind: Deployment\n${spec}`,
      ["apps/Deployment: a app"],
    ],
    ["a kind that nobody knows", `apiVersion: {{ .x }}\nkind: Widget\n${spec}`, ["unknown/Widget: "]],
    ["a kind from the values", `apiVersion: apps/v1\nkind: {{ .Values.kind }}\n${spec}`, ["unknown/Workload: a app"]],
    ["a kind from the values, and no pod", "apiVersion: v1\nkind: {{ .x }}\ndata: {}\n", []],
    ["no kind", `apiVersion: apps/v1\n${spec}`, []],
    ["a named template with an object", `{{- define "a" }}\napiVersion: v1\nkind: ConfigMap\n{{- end }}\n`, ["/ConfigMap: "]],
    [
      "several",
      `# text\n{{- define "a" }}\napiVersion: v1\nkind: ConfigMap\n{{- end }}\n{{ define "b" }}\nkind: Secret\napiVersion: v1\n{{ end }}`,
      ["/ConfigMap: ", "/Secret: "],
    ],
    [
      "a named template with a pod spec",
      `{{- define "a" -}}\nhostNetwork: true\ncontainers:\n  - name: a\n    image: {{ .x }}\n{{- end -}}`,
      ["unknown/PodSpec: a app"],
    ],
    [
      "containers of something else",
      `{{- define "a" -}}\ninstanceCap: 3\ncontainers:\n  - name: a\n    image: {{ .x }}\n{{- end -}}`,
      [],
    ],
    [
      "a definition before the object",
      `{{- define "a" }}\nx: 1\n{{- end }}\napiVersion: apps/v1\nkind: Deployment\n${spec}`,
      ["apps/Deployment: a app"],
    ],
    ["labels", `{{- define "a" }}\napp: web\n{{- end }}\n`, []],
  ])("%s", (_, text, expected) => expect(template(text)).toEqual(expected));
});
