import { forgetDisk } from "../../disk/memory.ts";
import { Refusal } from "../../disk/refusal.ts";
import { rank, type Severity } from "../../lint/rule/finding.ts";
import type { Tool } from "../mcp/serve.ts";
import { readArgs } from "../option/args.ts";
import type { Environment } from "../option/environment.ts";
import { explain } from "./explain.ts";
import { explainAccess } from "./explain-access.ts";
import { lint } from "./lint.ts";
import type { RunVerb } from "./verb.ts";
import { VERBS, type VerbName } from "./verbs.table.ts";

/** As many findings as an agent reads in one answer; the gravest come first. */
const MOST_FINDINGS = 200;

const TEXT = { type: "string", description: "The text of a YAML or JSON file." };
const FILENAME = {
  type: "string",
  description:
    "The path that the text has, or will have: it decides the configuration and how the text is read. Default: stdin.yaml.",
};
const PRESET = { type: "string", enum: VERBS.lint.options.preset.choices, description: "Default: what the configuration says." };
const PATHS = {
  type: "array",
  items: { type: "string" },
  description: "Files, directories or globs. Default: the working directory.",
};

/** The tools of `plimsoll mcp`: each is a verb of the command line, run on the arguments of a call. */
export function mcpTools(environment: Environment): readonly Tool[] {
  return [
    {
      name: "lint_text",
      title: "Lint a text",
      description:
        "Findings in the text of one file that need not exist on disk: rule, severity, message, place (lines and columns from 1).",
      inputSchema: { type: "object", properties: { text: TEXT, filename: FILENAME, preset: PRESET }, required: ["text"] },
      async call(input) {
        const argv = ["--format=json", ...presetOf(input), ...filenameOf(input), "--", "-"];
        return shortReport(await run("lint", lint, argv, { ...environment, stdin: text(input, "text") }));
      },
    },
    {
      name: "lint_paths",
      title: "Lint files",
      description: "Findings in files, directories, Helm charts and kustomizations, with references between files checked.",
      inputSchema: { type: "object", properties: { paths: PATHS, preset: PRESET } },
      async call(input) {
        const argv = ["--format=json", "--no-progress", ...presetOf(input), "--", ...pathsOf(input)];
        return shortReport(await run("lint", lint, argv, environment));
      },
    },
    {
      name: "fix_text",
      title: "Fix a text",
      description:
        "The text with fixes applied, the rest of it as it was. Safe fixes keep the behaviour; suggestions may change it and are to be read.",
      inputSchema: {
        type: "object",
        properties: {
          text: TEXT,
          filename: FILENAME,
          preset: PRESET,
          suggestions: { type: "boolean", description: "Apply suggestions too. Default: false." },
        },
        required: ["text"],
      },
      async call(input) {
        const fix = input.suggestions === true ? "--fix-suggestions" : "--fix";
        const argv = [fix, ...presetOf(input), ...filenameOf(input), "--", "-"];
        return (await run("lint", lint, argv, { ...environment, stdin: text(input, "text") })).stdout;
      },
    },
    {
      name: "explain_rule",
      title: "Explain a rule or a field",
      description:
        "The page of a rule (why, bad and good example, fix, options, how to suppress), or of a field of the Kubernetes API such as deployment.spec.strategy.",
      inputSchema: {
        type: "object",
        properties: {
          rule: { type: "string", description: "The id of a rule, such as privileged-container, or the path of a field." },
        },
        required: ["rule"],
      },
      async call(input) {
        return (await run("explain", explain, ["--", text(input, "rule")], environment)).stdout;
      },
    },
    {
      name: "explain_access",
      title: "Explain access",
      description:
        "What a subject may do by the RBAC objects of some files, by which bindings, and what it could become (escalation, impersonation, pods with other accounts).",
      inputSchema: {
        type: "object",
        properties: {
          subject: { type: "string", description: "NAMESPACE/ACCOUNT, user:NAME or group:NAME." },
          paths: PATHS,
        },
        required: ["subject"],
      },
      async call(input) {
        const argv = ["--format=text", "--", text(input, "subject"), ...pathsOf(input)];
        return (await run("explain-access", explainAccess, argv, environment)).stdout;
      },
    },
  ];
}

/** What a verb prints on standard output and error. Throws what it complains about where it could not do its work. */
async function run(name: VerbName, verb: RunVerb, argv: readonly string[], environment: Environment): Promise<Printed> {
  const [out, err]: [string[], string[]] = [[], []];
  const into = (pieces: string[]) => ({ write: (text: string) => pieces.push(text) });
  const args = readArgs(argv, VERBS[name].options);
  forgetDisk(); // files come and go between two calls
  const code = await verb(args, { ...environment, stdout: into(out), stderr: into(err) });
  const [stdout, stderr] = [out.join(""), err.join("")];
  if (code === 2 && stdout === "") throw new Refusal(stderr.trim());
  return { stdout, stderr };
}

interface Printed {
  readonly stdout: string;
  readonly stderr: string;
}

interface JsonReport {
  readonly summary: object;
  readonly findings: readonly {
    readonly rule: string;
    readonly severity: Severity;
    readonly message: string;
    readonly file: string;
    readonly range: { readonly start: { readonly line: number; readonly column: number } };
    readonly fixes: readonly { readonly title: string; readonly class: string }[];
  }[];
}

/** The JSON report without what an agent has no use for: offsets, edits and fingerprints would be most of it. */
function shortReport({ stdout, stderr }: Printed): string {
  const { summary, findings }: JsonReport = JSON.parse(stdout);
  const shown = findings.toSorted((a, b) => rank(b.severity) - rank(a.severity)).slice(0, MOST_FINDINGS);
  return JSON.stringify({
    summary,
    findings: shown.map(({ rule, severity, message, file, range: { start }, fixes }) => ({
      rule,
      severity,
      message,
      file,
      line: start.line,
      column: start.column,
      ...(fixes.length > 0 ? { fixes: fixes.map(({ title, class: kind }) => `${title} (${kind})`) } : {}),
    })),
    ...(stderr === "" ? {} : { problems: stderr.trim().split("\n") }),
    ...(findings.length > shown.length ? { leftOut: findings.length - shown.length } : {}),
  });
}

type Input = Readonly<Record<string, unknown>>;

function text(input: Input, name: string): string {
  const value = input[name];
  if (typeof value !== "string") throw new Refusal(`"${name}" must be a string.`);
  return value;
}

function pathsOf({ paths = [] }: Input): readonly string[] {
  if (!Array.isArray(paths) || !paths.every((one): one is string => typeof one === "string"))
    throw new Refusal('"paths" must be a list of strings.');
  if (paths.includes("-")) throw new Refusal("Standard input is the client's: hand a text to lint_text.");
  return paths;
}

function presetOf(input: Input): readonly string[] {
  return input.preset === undefined ? [] : [`--preset=${text(input, "preset")}`];
}

function filenameOf(input: Input): readonly string[] {
  return input.filename === undefined ? [] : [`--stdin-filename=${text(input, "filename")}`];
}
