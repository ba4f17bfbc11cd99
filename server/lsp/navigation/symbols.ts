import { type DocumentSymbol, type SymbolInformation, SymbolKind } from "vscode-languageserver";
import { podOf } from "../../kube/pod.ts";
import { type Resource, resourcesOf } from "../../kube/resource.ts";
import { DIALECTS } from "../../lint/analysis/dialect.ts";
import { shift } from "../../text/span.ts";
import type { Field } from "../../yaml/tree/field.ts";
import type { Positions } from "../protocol/positions.ts";
import { normalized } from "../protocol/uri.ts";
import type { Session } from "../session/session.ts";

/** The objects of a document with their containers; a flat list where the client knows no other. */
export function documentSymbols(uri: string, session: Session): DocumentSymbol[] | SymbolInformation[] {
  const key = normalized(uri);
  const snapshot = session.snapshot(key);
  if (!snapshot) return [];
  const { cut, parse } = DIALECTS[session.linter.result(key).dialect];
  const symbols = cut(snapshot.text).flatMap(({ start, end }) =>
    resourcesOf(parse(snapshot.text, start, end)).flatMap((resource) => objectSymbol(resource, start, snapshot.positions)),
  );
  return session.profile.hierarchicalSymbols ? symbols : flat(symbols, uri, undefined);
}

function objectSymbol(resource: Resource, base: number, positions: Positions): DocumentSymbol[] {
  const containers = podOf(resource)?.containers ?? [];
  return symbolOf(
    `${resource.kind} ${resource.name}`.trim(),
    resource.namespace,
    SymbolKind.Object,
    resource.root,
    base,
    positions,
  ).map((symbol) => ({
    ...symbol,
    children: containers.flatMap(({ name, role, field }) =>
      symbolOf(
        name || "container",
        role === "app" ? "container" : `${role} container`,
        SymbolKind.Module,
        field,
        base,
        positions,
      ),
    ),
  }));
}

function symbolOf(
  name: string,
  detail: string | undefined,
  kind: SymbolKind,
  field: Field,
  base: number,
  positions: Positions,
): DocumentSymbol[] {
  if (!field.node || field.origin !== "own") return []; // behind an alias it stands elsewhere
  const { start, end } = field.node;
  const { site } = field.key;
  // The protocol wants the selection inside the range.
  const range = { start: Math.min(start, site.start), end: Math.max(end, site.end) };
  return [
    {
      name,
      kind,
      ...(detail ? { detail } : {}),
      range: positions.range(shift(range, base)),
      selectionRange: positions.range(shift(site, base)),
    },
  ];
}

function flat(symbols: readonly DocumentSymbol[], uri: string, parent: string | undefined): SymbolInformation[] {
  return symbols.flatMap((symbol) => [
    {
      name: symbol.name,
      kind: symbol.kind,
      location: { uri, range: symbol.range },
      ...(parent ? { containerName: parent } : {}),
    },
    ...flat(symbol.children ?? [], uri, symbol.name),
  ]);
}
