import type { StaticFeature } from "vscode-languageclient";

/**
 * Keeps the client from asking for diagnostics: the server then sends them. That shows findings in other files the moment an edit
 * causes them, without the client's polling.
 */
export const pushOnly: StaticFeature = {
  fillClientCapabilities({ textDocument, workspace }) {
    delete textDocument?.diagnostic;
    delete workspace?.diagnostics;
  },
  initialize: () => undefined,
  getState: () => ({ kind: "static" }),
  clear: () => undefined,
};
