import type { ResourceFacts } from "../../kube/facts/facts.ts";
import { isServedGroup } from "../../kube/kinds.ts";
import { resourcesOf } from "../../kube/resource.ts";
import { type CustomKinds, customKinds, mergedKinds } from "../../kube/schema/custom-kinds.ts";
import { groupOf } from "../../kube/schema/kinds.ts";
import { kindsInFiles, type SchemaFiles } from "../../kube/schema/schema-files.ts";
import { NONE } from "../../text/none.ts";
import { folderOf } from "../../text/path.ts";
import { type Span, shift } from "../../text/span.ts";
import type { Field } from "../../yaml/tree/field.ts";
import type { Analysis } from "../analysis/analyze.ts";
import { analyzeCustom, type CustomAnalysis, isDescribed } from "../analysis/custom.ts";
import type { PlacedFinding } from "../analysis/result.ts";
import type { Crash } from "../rule/crash.ts";
import type { Rule } from "../rule/rule.ts";
import type { FileState, Slice } from "./file-state.ts";
import { placed } from "./placement.ts";

const NOTHING: CustomAnalysis = { findings: NONE, crashes: NONE };

/** A document that defines custom resources. */
interface Definition {
  readonly analysis: Analysis;
  readonly file: FileState;
  readonly slice: Slice;
}

/**
 * The custom resources of all files in the light of the definitions that stand in any of them. Which definitions there are is kept up to date; what
 * follows for a document is found when it is asked for.
 */
export class CustomObjects {
  readonly #rules: readonly Rule[];
  readonly #definitions = new Map<string, readonly Definition[]>(); // by file
  readonly #users = new Set<string>(); // files with custom resources
  readonly #repositoryOf: (uri: string) => string;
  #configured: { readonly files: SchemaFiles; readonly kinds: CustomKinds } | undefined;
  #isStale = false; // other files with schemas are configured
  #kinds = new Map<string, CustomKinds>(); // by repository, or the folder in its place
  #merged = new Map<string, CustomKinds>(); // by the homes that count for a file
  #inPlace = new Map<string, CustomKinds>(); // the same by repository, or folder
  #found = new WeakMap<Analysis, CustomAnalysis>();

  /** A definition counts for the files of its own repository. */
  constructor(rules: readonly Rule[], repositoryOf: (uri: string) => string) {
    this.#repositoryOf = repositoryOf;
    this.#rules = rules.filter((rule) => rule.custom);
  }

  /** Takes the files with schemas that the configuration names: they count for all files. */
  configure(files: SchemaFiles | undefined): void {
    if (this.#configured?.files === files) return;
    this.#configured = files && { files, kinds: kindsInFiles(files) };
    this.#isStale = true;
  }

  /**
   * Takes what files are now; `undefined` for one that is gone. Returns the files about whose custom resources there may be other things to say;
   * `undefined` where the definitions are what they were.
   */
  update(files: Iterable<readonly [uri: string, file: FileState | undefined]>): readonly string[] | undefined {
    let isOther = this.#isStale;
    this.#isStale = false;
    for (const [uri, file] of files) {
      const before = this.#definitions.get(uri) ?? NONE;
      const now = file ? definitionsIn(file) : NONE;
      if (before.length !== now.length || before.some(({ analysis }, i) => analysis !== now[i]?.analysis)) isOther = true;
      if (now.length > 0) this.#definitions.set(uri, now);
      else this.#definitions.delete(uri);
      if (file?.slices.some(({ analysis }) => analysis.facts.some(isCustom))) this.#users.add(uri);
      else this.#users.delete(uri);
    }
    if (!isOther) return undefined;
    const byHome = new Map<string, Field[]>();
    for (const [uri, some] of [...this.#definitions].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const home = this.#repositoryOf(uri) || homeOf(uri);
      byHome.set(home, [...(byHome.get(home) ?? NONE), ...some.flatMap(rootsOf)]);
    }
    this.#kinds = new Map([...byHome].map(([home, roots]) => [home, customKinds(roots)]));
    this.#merged = new Map();
    this.#inPlace = new Map();
    this.#found = new WeakMap();
    return [...this.#users];
  }

  /** What is found in a file, absolute. */
  findings(file: FileState): readonly PlacedFinding[] {
    return this.#analyses(file).flatMap(({ findings }, i) =>
      findings.map((one) => placed(one, file.uri, i, (file.slices[i] as Slice).start)),
    );
  }

  /** The rules that threw, absolute. */
  crashes(file: FileState): readonly Crash[] {
    return this.#analyses(file).flatMap(({ crashes }, i) =>
      crashes.map((crash) => ({ ...crash, span: shift(crash.span, (file.slices[i] as Slice).start) })),
    );
  }

  /** What is found in each slice of a file. */
  #analyses(file: FileState): readonly CustomAnalysis[] {
    if (!this.#users.has(file.uri)) return NONE;
    const kinds = this.kindsFor(file.uri);
    return file.slices.map((slice) => this.#of(file, slice, kinds));
  }

  /** The documents of a file with a custom resource that nothing describes, absolute. */
  withoutSchema({ uri, slices }: FileState): readonly Span[] {
    if (!this.#users.has(uri)) return NONE;
    const kinds = this.kindsFor(uri);
    return slices.filter(({ analysis: { facts, unchecked } }) => {
      if (unchecked !== undefined) return false; // that says more
      return facts.some((one) => isCustom(one) && kinds.schemasOf(one.apiVersion, one.kind).length === 0);
    });
  }

  /** The kinds that are defined for a file: the same object until a definition changes. */
  kindsFor(uri: string): CustomKinds {
    const repository = this.#repositoryOf(uri);
    const place = repository || folderOf(uri);
    let kinds = this.#inPlace.get(place);
    if (!kinds) {
      kinds = this.#kindsOf(
        [...this.#kinds.keys()].filter((home) => (repository === "" ? place.startsWith(home) : home === place)),
      );
      this.#inPlace.set(place, kinds);
    }
    return kinds;
  }

  /** The kinds that are defined in some homes together. */
  #kindsOf(homes: readonly string[]): CustomKinds {
    const key = homes.join("\n");
    let merged = this.#merged.get(key);
    if (!merged) {
      const own = homes.map((home) => this.#kinds.get(home) as CustomKinds);
      merged = mergedKinds(this.#configured ? [...own, this.#configured.kinds] : own);
      this.#merged.set(key, merged);
    }
    return merged;
  }

  #of({ dialect, text, settings }: FileState, { start, end, analysis }: Slice, kinds: CustomKinds): CustomAnalysis {
    const known = this.#found.get(analysis);
    if (known) return known;
    const concerned = analysis.facts.some((one) => isCustom(one) && isDescribed(one, kinds));
    const found = concerned
      ? analyzeCustom({ rules: this.#rules, settings }, dialect.parse(text, start, end), kinds, dialect.implied)
      : NOTHING;
    this.#found.set(analysis, found);
    return found;
  }
}

/** Whether an object is one that a CustomResourceDefinition describes. */
function isCustom({ builtIn, apiVersion }: ResourceFacts): boolean {
  return !builtIn && isServedGroup(groupOf(apiVersion));
}

function definitionsIn(file: FileState): readonly Definition[] {
  return file.slices
    .filter(({ analysis }) => analysis.facts.some(({ kind, builtIn }) => builtIn && kind === "CustomResourceDefinition"))
    .map((slice) => ({ analysis: slice.analysis, file, slice }));
}

function rootsOf({ file: { dialect, text }, slice: { start, end } }: Definition): readonly Field[] {
  return resourcesOf(dialect.parse(text, start, end), dialect.implied)
    .filter(({ kind }) => kind === "CustomResourceDefinition")
    .map(({ root }) => root);
}

/** Where no repository is known, the folder above those that are only there for definitions: of `app/config/crd/bases/a.yaml`, `app/`. */
function homeOf(uri: string): string {
  const folders = folderOf(uri).split("/").slice(0, -1);
  while (folders.length > 3 && FOR_DEFINITIONS.test(folders.at(-1) as string)) folders.pop();
  return `${folders.join("/")}/`;
}

const FOR_DEFINITIONS =
  /crd|schema|^(api|bases?|chart|charts|config|definitions?|deploy|deployment|generated|helm|install|k8s|kubernetes|kustomize|manifests?|resources?|templates?|vendor)$/i;
