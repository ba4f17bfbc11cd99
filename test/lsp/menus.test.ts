import { expect, it } from "vitest";
import type { CodeAction, Connection } from "vscode-languageserver";
import { rules } from "../../rules/index.ts";
import { codeActions } from "../../server/lsp/feature/actions.ts";
import { profileOf } from "../../server/lsp/protocol/profile.ts";
import { EditorSession } from "../../server/lsp/session/editor-session.ts";
import { noFiles } from "../../server/lsp/session/files.ts";
import { DEFAULT_PREFERENCES } from "../../server/lsp/session/preferences.ts";
import { share } from "../support/effort.ts";
import { ruleCases } from "../support/rule-samples.ts";

// The menu of every line with a finding in the samples of all rules, as a client gets it that asks for scope and reason.

const connection = { console: { warn() {}, info() {}, error() {} }, sendDiagnostics: async () => {} } as unknown as Connection;
const capabilities = { textDocument: { codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } } } };

async function sessionOn(text: string, uri: string): Promise<EditorSession> {
  const profile = profileOf({ processId: null, rootUri: null, capabilities, initializationOptions: { suppress: true } });
  const preferences = { of: async () => DEFAULT_PREFERENCES, change: () => {} };
  const session = new EditorSession(connection, profile, noFiles, preferences, rules);
  session.documents.open({ textDocument: { uri, languageId: "yaml", version: 1, text } });
  await session.lint(uri);
  return session;
}

it("has five entries for one finding and eight for two at most, none twice, and prefers safe fixes alone", async () => {
  const uri = "file:///sample.yaml";
  let menus = 0;
  for (const one of share(
    ruleCases().filter(({ good }) => !good),
    8,
  )) {
    const session = await sessionOn(one.text, uri);
    const { findings } = session.linter.result(uri);
    const positions = session.positions(uri);
    const byLine = new Map<number, typeof findings>();
    for (const finding of findings) {
      const { line } = positions.range(finding.span).start;
      byLine.set(line, [...(byLine.get(line) ?? []), finding]);
    }
    for (const [line, here] of byLine) {
      const cursor = { start: { line, character: 0 }, end: { line, character: 0 } };
      const menu = await codeActions({ textDocument: { uri }, range: cursor, context: { diagnostics: [] } }, session);
      const titles = menu.map(({ title }) => title);
      const what = `${one.rule.id}, line ${line}: ${titles.join("; ")}`;
      expect(menu.length, what).toBeLessThanOrEqual(5 + 3 * (here.length - 1));
      expect(menu.length, what).toBeGreaterThan(0);
      const entries = menu.map(({ title, edit }) => JSON.stringify([title, edit]));
      expect(new Set(entries).size, what).toBe(entries.length);
      const suppressions = titles.filter((title) => title.startsWith("Suppress "));
      expect(new Set(suppressions).size, what).toBe(suppressions.length);
      const safe = here.flatMap(({ fixes }) => fixes.filter((fix) => fix.class === "safe").map(({ title }) => title));
      for (const { title } of menu.filter(({ isPreferred }: CodeAction) => isPreferred)) expect(safe, what).toContain(title);
      menus++;
    }
  }
  expect(menus).toBeGreaterThan(20);
});
