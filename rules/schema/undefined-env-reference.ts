// core/v1 Container.command: "If a variable cannot be resolved, the reference in the input string will be unchanged"; expansion: k8s.io/kubernetes third_party/forked/golang/expansion.
import { type Container, defineRule, type Field } from "../../server/api.ts";

const SERVICE_VARIABLE = /_(SERVICE_HOST|SERVICE_PORT(_\w+)?|PORT(_\w+)?)$/;

/** Custom kinds whose pods get no more variables than those of a Deployment. */
const PLAIN: ReadonlySet<string> = new Set(["argoproj.io/Rollout", "apps.openshift.io/DeploymentConfig"]);

export default defineRule({
  id: "undefined-env-reference",
  family: "schema",
  severity: "warning",
  tier: "strict",
  title: "Reference to an environment variable that the container does not define",
  why: "The kubelet leaves `$(NAME)` as it is when there is no such variable, so the program gets the literal text as its argument. A variable that is defined only further down counts as unknown too.",
  ignoreWhen: "The text is meant for a shell, where `$(NAME)` runs a command: write `$$(NAME)` to say so.",
  how: "Define the variable above its first use, or escape the reference as $$(NAME).",
  references: ["https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/"],
  needs: ["env", "command", "args"],
  container(container, { report }) {
    const { builtIn, kind, group } = container.pod.resource;
    // Controllers of custom kinds fill in references of their own ($(params.url) of Tekton) or bring variables (LWS_LEADER_ADDRESS, RANK).
    if (!builtIn && !PLAIN.has(`${group}/${kind}`)) return;
    // What envFrom brings in is in other objects.
    if (container.at("envFrom").exists || container.at("env").open) return;
    const defined = new Set<string>(kind === "Job" || kind === "CronJob" ? ["JOB_COMPLETION_INDEX"] : []);
    for (const item of container.at("env").items()) {
      for (const name of missing(item.at("value"), defined)) report(item.at("value"), message(container, name));
      if (item.at("name").string) defined.add(item.at("name").string as string);
    }
    for (const word of wordsOfProgram(container))
      for (const name of missing(word, defined)) report(word, message(container, name));
  },
});

function message(container: Container, name: string): string {
  return `Container "${container.name}" uses $(${name}), which is not defined above.`;
}

/** Variable names only: `$(date +%F)` is a command for a shell. */
function missing(field: Field, defined: ReadonlySet<string>): readonly string[] {
  const text = field.raw;
  if (typeof text !== "string" || !text.includes("$(")) return [];
  const names = [...text.matchAll(/(\$+)\(([A-Za-z_][A-Za-z0-9_.-]*)\)/g)].filter(
    ([, dollars]) => (dollars as string).length % 2 === 1,
  );
  return [...new Set(names.map((match) => match[2] as string))].filter(
    (name) => !defined.has(name) && !SERVICE_VARIABLE.test(name),
  );
}

/** The words of the command line up to a shell: in a script behind `sh -c`, `$(name)` is as likely a command as a variable. */
function wordsOfProgram(container: Container): readonly Field[] {
  const words = [...container.at("command").items(), ...container.at("args").items()];
  const shell = words.findIndex((word) => /(^|\/)(ba|da|a|z|k)?sh$/.test(String(word.raw ?? "")));
  return shell < 0 ? words : words.slice(0, shell + 1);
}
