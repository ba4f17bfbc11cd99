import { expect, it } from "vitest";
import type { CodeAction, Hover } from "vscode-languageserver";
import { useBundle } from "../support/bundle.ts";
import { PULLING, startClient } from "../support/lsp-client.ts";
import { leaksIn, PLACES, planted, SECRETS } from "../support/secret-places.ts";

const bundle = useBundle();
const [SECRET] = SECRETS;

// What an editor shows: diagnostics, titles, hovers, the outline and the log. Edits are the user's own text on its way back.
it("no piece of a secret is in what the server says", { timeout: 300_000 }, async () => {
  const client = await startClient(bundle.dist, {
    capabilities: PULLING,
    configuration: () => ({ preset: "all", trace: { server: "verbose" } }),
  });
  const leaks: string[] = [];
  for (const [place, template] of Object.entries(PLACES)) {
    const uri = `untitled:${encodeURIComponent(place)}.yaml`;
    const text = planted(template, SECRET);
    client.open(uri, text);
    const say = (what: string, answer: unknown) =>
      leaks.push(...leaksIn(JSON.stringify(answer, null, 1) ?? "", SECRET).map((line) => `${place}, ${what}: ${line}`));
    const textDocument = { uri };
    say("diagnostics", await client.request("textDocument/diagnostic", { textDocument }));
    const lines = text.split("\n");
    const range = { start: { line: 0, character: 0 }, end: { line: lines.length, character: 0 } };
    const actions = await client.request<readonly CodeAction[] | null>("textDocument/codeAction", {
      textDocument,
      range,
      context: { diagnostics: [] },
    });
    say(
      "titles of actions",
      (actions ?? []).map(({ title, diagnostics }) => [title, diagnostics]),
    );
    for (const [line, content] of lines.entries())
      for (const { index } of content.matchAll(/[^\s:{}[\],"']+/g)) {
        const hover = await client.request<Hover | null>("textDocument/hover", {
          textDocument,
          position: { line, character: index },
        });
        say("hover", hover?.contents);
      }
    client.close(uri);
  }
  expect([...leaks, ...leaksIn(client.logs.join("\n"), SECRET)]).toEqual([]);
  await client.stop();
});
