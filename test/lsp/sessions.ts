import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, afterEach, expect } from "vitest";
import type { Diagnostic, Position } from "vscode-languageserver";
import { useBundle } from "../support/bundle.ts";
import { type LspClient, type StartOptions, startClient } from "../support/lsp-client.ts";

/** Sessions with the bundled server over its standard streams, as any editor has them, and folders for them. */
export interface Sessions {
  /** A client of a server of its own. Behind each test the server must have logged no exception, and ends. */
  start(options?: StartOptions): Promise<LspClient>;
  /** The path of a folder with these files, the root of a repository; it is gone behind the tests of the file. */
  workspace(files: Readonly<Record<string, string>>): string;
  readonly bundle: { readonly dist: string };
}

export function useSessions(): Sessions {
  const bundle = useBundle();
  const clients: LspClient[] = [];
  const folders: string[] = [];
  afterEach(async () => {
    for (const client of clients.splice(0)) {
      const stack = client.logs.filter((message) => /^\s+at /m.test(message));
      expect(stack, "the server logged an exception").toEqual([]);
      expect(await client.stop()).toBe(0);
    }
  });
  afterAll(() => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });
  return {
    bundle,
    start: async (options = {}) => {
      const client = await startClient(bundle.dist, options);
      clients.push(client);
      return client;
    },
    workspace: (files) => {
      const root = mkdtempSync(join(tmpdir(), "plimsoll-lsp-"));
      folders.push(root);
      writeFiles(root, { ".git/HEAD": "", ...files });
      return root;
    },
  };
}

export function writeFiles(root: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
}

export const POD = `apiVersion: v1
kind: Pod
metadata:
  name: web # the front end
spec:
  containers:
    - name: app
      image: ghcr.io/acme/web:1.2.3
      securityContext:
        privileged: true
`;
export const PRIVILEGED = "privileged-container";
export const PREFERENCES = { preset: "recommended" };

export const has = (rule: string) => (diagnostics: readonly Diagnostic[]) => diagnostics.some(({ code }) => code === rule);
export const lacks = (rule: string) => (diagnostics: readonly Diagnostic[]) => !has(rule)(diagnostics);
export const any = () => true;

/** Columns count in UTF-16. */
export const offsetAt = (text: string, { line, character }: Position) =>
  text.split("\n").slice(0, line).join("\n").length + (line > 0 ? 1 : 0) + character;
