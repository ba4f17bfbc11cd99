import { type Dirent, readdirSync, realpathSync } from "node:fs";
import { join, sep } from "node:path";
import { CONFIG_NAMES } from "../lint/config/file.ts";
import { BASELINE_NAME } from "../lint/suppression/baseline.ts";
import { REPORT_START } from "../report/format/report-start.ts";
import { type IgnoreRules, isIgnored, rulesAt, rulesBelow } from "./ignore-files.ts";
import { rememberListing } from "./listing.ts";
import { isInside } from "./paths.ts";
import { startsWith } from "./read.ts";
import { reasonOf } from "./refusal.ts";

const EXTENSION = /\.(ya?ml|json)$/i;
/** Named templates of charts: what they write is part of manifests. */
const HELPER = /[/\\]templates[/\\](?:.*[/\\])?[^/\\]*\.tpl$/;
const NEVER = new Set(["node_modules", ".git"]);
/** Plimsoll's own files are no manifests. */
const OWN: ReadonlySet<string> = new Set([...CONFIG_NAMES, BASELINE_NAME]);

/** What a walk found: absolute paths. */
export interface Walk {
  readonly files: string[];
  /** Symbolic links named like a manifest that lead out of the walked directory. Those that lead inside are found where they point. */
  readonly links: string[];
  /** Pipes, sockets and devices named like a manifest, which are not read. */
  readonly specials: string[];
  /** Directories that could not be listed and ignore files that could not be read, with the reason. */
  readonly problems: string[];
}

export interface WalkOptions {
  /** Whether `.gitignore` and `.plimsollignore` count. */
  readonly ignoreFiles: boolean;
  /** What is left out of a directory for another reason, by its path; asked once a directory. Absent, or without an answer: nothing. */
  readonly excludedIn?: (directory: string) => ((path: string) => boolean) | undefined;
}

/** Lists the YAML and JSON files below a directory, and the named templates of charts; reports of earlier runs are none of them. Ignored directories are not entered; symbolic links are not followed. */
export function walk(root: string, options: WalkOptions): Walk {
  const steps = walkInSteps(root, options);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** How many folders are searched for schemas. The largest collections have a few hundred; the root of a disk has hundreds of thousands. */
export const MOST_SCHEMA_FOLDERS = 5000;

/** The files below a folder of schemas; `undefined` if it holds more folders than are searched. */
export function schemasBelow(folder: string, most = MOST_SCHEMA_FOLDERS): readonly string[] | undefined {
  const steps = walkInSteps(folder, { ignoreFiles: false });
  for (let folders = 0; folders <= most; folders++) {
    const step = steps.next();
    if (step.done) return step.value.files.sort();
  }
  return undefined;
}

/** As `walk`, for who has other things to do meanwhile: one step for each directory. */
export function* walkInSteps(root: string, options: WalkOptions): Generator<undefined, Walk> {
  const found: Walk = { files: [], links: [], specials: [], problems: [] };
  yield* visit(root, undefined);
  return found;

  function* visit(directory: string, above: IgnoreRules | undefined): Generator<undefined> {
    yield;
    let entries: readonly Dirent[];
    try {
      entries = readdirSync(directory, { withFileTypes: true });
    } catch (error) {
      found.problems.push(`${directory} cannot be listed: ${reasonOf(error)}`);
      return;
    }
    const names = entries.map((entry) => entry.name);
    rememberListing(directory, names);
    const prefix = join(directory, sep);
    const rules = above ? rulesBelow(above, directory, names) : rulesAt(directory);
    if (options.ignoreFiles)
      for (let at: IgnoreRules | undefined = rules; at && at !== above; at = at.above) found.problems.push(...at.problems);
    let asked = false;
    let excluded: ((path: string) => boolean) | undefined;
    const left = (path: string, isDirectory: boolean) => {
      if (!asked) excluded = options.excludedIn?.(directory);
      asked = true;
      return (options.ignoreFiles && isIgnored(rules, path, isDirectory)) || (excluded?.(path) ?? false);
    };
    for (const entry of entries) {
      const path = prefix + entry.name;
      if (entry.isDirectory()) {
        if (!NEVER.has(entry.name) && !left(path, true)) yield* visit(path, rules);
      } else if ((EXTENSION.test(entry.name) && !OWN.has(entry.name)) || HELPER.test(prefix + entry.name)) {
        if (left(path, false)) continue;
        if (entry.isFile()) {
          if (!path.endsWith(".json") || !startsWith(path, REPORT_START)) found.files.push(path);
        } else if (!entry.isSymbolicLink()) found.specials.push(path);
        else if (leadsOut(path)) found.links.push(path);
      }
    }
  }

  function leadsOut(link: string): boolean {
    try {
      return !isInside(realpathSync(root), realpathSync(link));
    } catch {
      return true; // it points nowhere
    }
  }
}
