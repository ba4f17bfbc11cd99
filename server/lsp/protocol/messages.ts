import type { Diagnostic, Position } from "vscode-languageserver-protocol";

// What client and server say to each other beyond the protocol: imported by both sides. Everything here is optional.

/** Asks the client for the manifests below a folder. A client that answers these two says so in `InitializationOptions`. */
export const LIST_REQUEST = "plimsoll/list";
export interface ListParams {
  readonly folder: string;
}
export type ListResult = readonly string[];

/** Asks the client for a file's text; `null` where there is none. */
export const READ_REQUEST = "plimsoll/read";
export interface ReadParams {
  readonly uri: string;
}
export type ReadResult = string | null;

/** What a client may send along with `initialize`, beside settings. */
export interface InitializationOptions {
  /** The client answers `plimsoll/list` and `plimsoll/read`. */
  readonly files?: boolean;
  /** The client has the command `SUPPRESS_COMMAND`, which asks the user what to cover and why. */
  readonly suppress?: boolean;
  /** The client has the command `SHOW_REFERENCES_COMMAND`. */
  readonly showReferences?: boolean;
}

/** The code of every diagnostic about a configuration file. */
export const CONFIG_CODE = "configuration";
/** The code of the diagnostic that says how many are not shown. Any other code is the id of a rule. */
export const LEFT_OUT_CODE = "too-many-findings";

/** A command of the client: [uri, position, locations] → shows the locations as references of that place. */
export const SHOW_REFERENCES_COMMAND = "plimsoll.showReferences";

/**
 * A command of the client: findings, each as [uri, rule id, line, character] → asks which of them to suppress, for what and why, and does it. Lines and
 * characters are the protocol's.
 */
export const SUPPRESS_COMMAND = "plimsoll.suppress";

/** One way to suppress a finding, with the words of the menu. */
export interface SuppressionChoice {
  readonly form: string;
  readonly title: string;
}

/** Commands of the server (`workspace/executeCommand`). Clients of every kind can call them; nothing depends on them. */
export const SERVER_COMMANDS = {
  /** [rule id] → shows the page that explains the rule. */
  openRule: "plimsoll.server.openRule",
  /** [rule id, its sample] → that page as Markdown, with the examples of the sample if there is one. */
  rulePage: "plimsoll.server.rulePage",
  /** [] → every rule as `{ id, title }`. */
  rules: "plimsoll.server.rules",
  /** [] → reads all files anew; answers a `WorkspaceSummary`. */
  lintWorkspace: "plimsoll.server.lintWorkspace",
  /** [] → the commented text of a first plimsoll.yaml. */
  starterConfig: "plimsoll.server.starterConfig",
  /** [uri, rule id, line, character] → the ways to suppress that finding, as `SuppressionChoice`s. */
  suppressions: "plimsoll.server.suppressions",
  /** [uri, rule id, line, character, form, reason] → the `WorkspaceEdit` that does it; null where it cannot be done any more. */
  suppress: "plimsoll.server.suppress",
  /** [folder] → the text of a plimsoll-baseline.json that holds today's findings below the folder. */
  baseline: "plimsoll.server.baseline",
} as const;

export interface WorkspaceSummary {
  readonly files: number;
  readonly resources: number;
  readonly error: number;
  readonly warning: number;
  readonly info: number;
}

/** The client asks what a template of a chart renders to, to show it beside. */
export const RENDERED_REQUEST = "plimsoll/renderedTemplate";
export interface RenderedTemplateParams {
  readonly uri: string;
  /** The name of a set of values; the chart's own if there is none of the name. */
  readonly set?: string;
}
export interface RenderedTemplateResult {
  readonly text: string;
  /** What the rules find in the text. */
  readonly diagnostics: readonly Diagnostic[];
  /** The set that was taken; null for the chart's own values. */
  readonly set: string | null;
  /** The names of the others. */
  readonly sets: readonly string[];
}

/** The client asks what can be drawn of the object at a position: who may reach it and whom it reaches, and what its account may do. */
export const GRAPHS_REQUEST = "plimsoll/graphs";
export interface GraphsParams {
  readonly uri: string;
  readonly position: Position;
}
/** Each as a text of SVG. */
export type GraphsResult = readonly { readonly title: string; readonly svg: string }[];

/** The client asks what governs a document, for a status item. */
export const STATUS_REQUEST = "plimsoll/status";
export interface StatusParams {
  readonly uri: string;
}
export interface StatusResult {
  /** The configuration files that apply, nearest first. */
  readonly config: readonly string[];
  readonly presets: readonly string[];
  readonly kubernetesVersion: string;
  /** Why the document is not, or not fully, checked. */
  readonly unchecked: readonly string[];
  readonly resources: number;
  /** The document is part of a Helm chart that is rendered: findings stand in it where it decides what comes of that. Absent if it is not. */
  readonly chart?: true;
  /** Why the document is not linted at all; absent if it is. */
  readonly notAdmitted?: "off" | "too-large" | "ignored" | "no-manifest";
  /** What is wrong in the configuration, wherever it stands; without a file, in the settings of the editor. Findings may be missing because of it. */
  readonly problems: readonly StatusProblem[];
  readonly version: string;
  /** How long the document took to be checked, in milliseconds, if that was longer than `timeBudget`. */
  readonly slow?: number;
}
export interface StatusProblem {
  readonly message: string;
  readonly uri?: string;
  /** From 0. */
  readonly line?: number;
}
