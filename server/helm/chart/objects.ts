import { clean } from "../function/path.ts";
import { bytesOf, encode64 } from "../value/bytes.ts";
import { exactRun, type SourceFile } from "../value/place.ts";
import { EMPTY, split, Text } from "../value/text.ts";
import {
  bool,
  type Dict,
  dict,
  FALSE,
  int,
  type List,
  list,
  type Method,
  type Struct,
  TRUE,
  text,
  type Value,
} from "../value/value.ts";
import { toYaml } from "../yaml/emit.ts";
import { API_VERSIONS } from "./api-versions.table.ts";
import type { Chart, ChartFile } from "./chart.ts";
import { globMatcher } from "./glob.ts";
import { METADATA_JSON } from "./metadata.ts";

/** What the user says about a release. */
export interface ReleaseOptions {
  readonly name: string;
  readonly namespace: string;
  /** Such as `1.32.0`. */
  readonly kubeVersion: string;
  /** API versions beyond those that Helm knows, such as `monitoring.coreos.com/v1`. */
  readonly apiVersions: readonly string[];
  readonly isUpgrade: boolean;
}

/** A text that an option of the command line gives. */
function optionText(option: string, value: string): Text {
  const file: SourceFile = { path: option, text: value };
  return value === "" ? EMPTY : new Text(value, [exactRun(file, 0, value.length)]);
}

export function releaseObject({ name, namespace, isUpgrade }: ReleaseOptions): Dict {
  return dict([
    ["Name", optionText("--release-name", name)],
    ["Namespace", optionText("--namespace", namespace)],
    ["Revision", int(1)],
    ["IsUpgrade", bool(isUpgrade)],
    ["IsInstall", bool(!isUpgrade)],
    ["Service", text("Helm")],
  ]);
}

export function capabilitiesObject({ kubeVersion, apiVersions }: ReleaseOptions): Struct {
  // `1.30` is 1.30.0.
  const full = kubeVersion
    .replace(/^v?(\d+)$/, "$1.0")
    .replace(/^v?(\d+\.\d+)$/, "$1.0")
    .replace(/^v/, "");
  const version = optionText("--kube-version", `v${full}`);
  const [major = "", minor = ""] = full.split(".");
  const all = [...API_VERSIONS, ...apiVersions];
  const known = new Set(all);
  const kube: Struct = {
    kind: "struct",
    type: "chartutil.KubeVersion",
    printed: version,
    fields: new Map<string, Value>([
      ["Version", version],
      ["Major", text(major)],
      ["Minor", text(minor)],
    ]),
  };
  const has: Method = { parameters: ["string"], call: ([api]) => bool(api?.kind === "string" && known.has(api.text)) };
  const versions: List = {
    ...list(all.map(text), "string"),
    type: "chartutil.VersionSet",
    methods: new Map([["Has", has]]),
  };
  const helm: Struct = {
    kind: "struct",
    type: "version.BuildInfo",
    fields: new Map<string, Value>([
      ["Version", text("v3.17.3")],
      ["GitCommit", EMPTY],
      ["GitTreeState", EMPTY],
      ["GoVersion", text("go1.23.7")],
    ]),
  };
  const string: Method = { parameters: [], call: () => version };
  const fields = new Map<string, Value>([
    [
      "KubeVersion",
      {
        ...kube,
        methods: new Map([
          ["String", string],
          ["GitVersion", string],
        ]),
      },
    ],
    ["APIVersions", versions],
    ["HelmVersion", helm],
  ]);
  return { kind: "struct", type: "chartutil.Capabilities", pointer: true, fields };
}

/** `.Chart`: what Chart.yaml says, with the name and the dependencies that conditions and aliases leave. */
export function chartObject({ metadata, name, dependencies }: Chart, isRoot: boolean): Struct {
  const own = new Map<string, Value>([
    ...metadata.fields,
    ["Name", name],
    [
      "Dependencies",
      list(dependencies.map((one) => ({ ...one.value, fields: new Map([...one.value.fields, ["Name", one.name]]) }))),
    ],
  ]);
  const embedded: Struct = { kind: "struct", type: "chart.Metadata", fields: own, json: METADATA_JSON };
  const fields = new Map<string, Value>([
    ["Metadata", embedded],
    ["IsRoot", isRoot ? TRUE : FALSE],
  ]);
  return { kind: "struct", type: "struct { chart.Metadata; IsRoot bool }", fields, embedded };
}

/** `.Files` of a chart; a file that is not there is no bytes. */
export function filesObject(files: readonly ChartFile[]): Dict {
  const noBytes = list([], "uint8");
  const byPath = new Map(files.map((one) => [one.path, one]));
  const contentOf = (path: string | undefined): Text => {
    const file = byPath.get(path ?? "")?.file;
    return file ? contentText(file) : EMPTY;
  };
  const method = (parameters: readonly string[], call: (name: string) => Value): Method => ({
    parameters,
    call: ([name]) => call(name?.kind === "string" ? name.text : ""),
  });
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
  const methods = new Map<string, Method>([
    ["Get", method(["string"], contentOf)],
    ["GetBytes", method(["string"], (path) => bytesValue(contentOf(path)))],
    ["Lines", method(["string"], (path) => lines(contentOf(path)))],
    [
      "Glob",
      method(["string"], (pattern) => {
        const matches = globMatcher(pattern) ?? ((path: string) => path === "**");
        return filesObject(files.filter(({ path }) => matches(path)));
      }),
    ],
    ["AsConfig", method([], () => asConfig(sorted, (content) => content))],
    ["AsSecrets", method([], () => asConfig(sorted, (content) => new Text(encode64(bytesOf(content.text)))))],
  ]);
  const entries = new Map(sorted.map(({ path, file }) => [path, { key: text(path), value: bytesValue(contentText(file)) }]));
  return { kind: "dict", type: "engine.files", entries, methods, zero: noBytes };
}

function contentText(file: SourceFile): Text {
  return new Text(file.text, () => (file.text === "" ? [] : [exactRun(file, 0, file.text.length)]));
}

/** The bytes as a list, made when they are looked at. */
function bytesValue(content: Text): Value {
  let items: readonly Value[] | undefined;
  return {
    kind: "list",
    element: "uint8",
    get items() {
      items ??= Array.from(bytesOf(content.text), (byte) => int(byte, "uint8"));
      return items;
    },
  };
}

function lines(content: Text): Value {
  if (content.text === "") return list([], "string");
  const all = [...split(content, "\n")];
  if (all.at(-1)?.text === "") all.pop();
  return list(all, "string");
}

function asConfig(files: readonly ChartFile[], make: (content: Text) => Text): Value {
  return toYaml(dict(files.map(({ path, file }) => [clean(path).replace(/^.*\//, ""), make(contentText(file))] as const)));
}
