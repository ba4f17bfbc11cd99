import { expect, it } from "vitest";
import type { Diagnostic } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { useBundle } from "../support/bundle.ts";
import { type LspClient, PULLING, startClient } from "../support/lsp-client.ts";
import { fc } from "../support/property.ts";

// After any history of edits, a server says of a document what a fresh one says.
const bundle = useBundle();
const RUNS = 8;
const SEED = Number(process.env.PLIMSOLL_SEED ?? 20_261_128);

const DOCUMENTS = [
  "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n  labels: {app: web}\nspec:\n  containers:\n  - name: a\n    image: a:latest\n    securityContext:\n      privileged: true\n",
  "apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  type: NodePort\n  selector: {app: web}\n  ports: [{port: 80}]\n",
  "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata: {name: b}\nroleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}\nsubjects: []\n",
  "# größe 🚢\n",
];
const PIECES = [
  "",
  "\n",
  "---\n",
  "x",
  ": ",
  "🚢",
  "true",
  "# c\n",
  "\r\n",
  '"',
  "  - ",
  "{{ .Values.x }}",
  "# plimsoll-disable-line\n",
];

const change = fc.record({ document: fc.nat(1), at: fc.nat(2000), drop: fc.nat(12), insert: fc.constantFrom(...PIECES) });
const history = fc.record({
  encoding: fc.constantFrom("utf-8", "utf-16"),
  texts: fc.tuple(fc.shuffledSubarray(DOCUMENTS, { minLength: 1 }), fc.shuffledSubarray(DOCUMENTS, { minLength: 1 })),
  steps: fc.array(fc.array(change, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 12 }),
});
const URIS = ["untitled:one", "untitled:two"] as const;

it(`a server after random edits equals a fresh one (seed ${SEED})`, { timeout: 300_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(history, async ({ encoding, texts, steps }) => {
      const used = await start(encoding);
      const documents = texts.map((list, i) => TextDocument.create(URIS[i] as string, "yaml", 1, list.join("---\n")));
      for (const document of documents) used.open(document.uri, document.getText());
      for (const step of steps) for (const one of step) await edit(used, documents, one, encoding);
      const fresh = await start(encoding);
      for (const document of documents) fresh.open(document.uri, document.getText());
      for (const { uri } of documents) expect(await pull(used, uri)).toEqual(await pull(fresh, uri));
      expect(used.logs.filter((message) => /^\s+at /m.test(message))).toEqual([]);
      await used.stop();
      await fresh.stop();
    }),
    { numRuns: RUNS, seed: SEED },
  );
});

async function start(encoding: string): Promise<LspClient> {
  return startClient(bundle.dist, {
    capabilities: { ...PULLING, general: { positionEncodings: [encoding] } },
    initializationOptions: { preset: "all", typing: "immediate" },
  });
}

async function pull(client: LspClient, uri: string): Promise<readonly Diagnostic[]> {
  const { items } = await client.request<{ items: Diagnostic[] }>("textDocument/diagnostic", { textDocument: { uri } });
  return items;
}

interface Change {
  readonly document: number;
  readonly at: number;
  readonly drop: number;
  readonly insert: string;
}

/** Edits the client's document and sends the change in the columns that the server counts. Surrogate pairs are never split. */
async function edit(client: LspClient, documents: TextDocument[], { document: i, at, drop, insert }: Change, encoding: string) {
  const before = documents[i] as TextDocument;
  const text = before.getText();
  const start = whole(text, Math.min(at, text.length));
  const end = Math.max(start, whole(text, Math.min(start + drop, text.length)));
  const position = (offset: number) => {
    const { line, character } = before.positionAt(offset);
    const column = encoding === "utf-8" ? Buffer.byteLength(text.slice(offset - character, offset)) : character;
    return { line, character: column };
  };
  const contentChanges = [{ range: { start: position(start), end: position(end) }, text: insert }];
  const version = before.version + 1;
  // In a copy: `update` changes the document that it is given.
  const after = text.slice(0, start) + insert + text.slice(end);
  documents[i] = TextDocument.create(before.uri, "yaml", version, after);
  client.notify("textDocument/didChange", { textDocument: { uri: before.uri, version }, contentChanges });
}

/** The offset, or the one before it where it would split a surrogate pair or a `\r\n`. */
function whole(text: string, at: number): number {
  const isLow = /[\uDC00-\uDFFF]/.test(text.charAt(at)) && at > 0;
  const isBetween = text.charAt(at) === "\n" && text.charAt(at - 1) === "\r";
  return isLow || isBetween ? at - 1 : at;
}
