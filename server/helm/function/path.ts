import { folderOf } from "../../text/path.ts";
import { slice, Text } from "../value/text.ts";
import { bool, dict, text } from "../value/value.ts";
import { dictAt, type FunctionTable, strict, strval, textAt, textual } from "./define.ts";

const base = textual(["string"], (args) => {
  const path = textAt(args, 0);
  const trimmed = path.text.replace(/\/+$/, "");
  if (trimmed === "") return new Text(path.text === "" ? "." : "/");
  return slice(path, trimmed.lastIndexOf("/") + 1, trimmed.length);
});
const dir = textual(["string"], (args) => {
  const path = textAt(args, 0).text;
  return new Text(clean(folderOf(path)));
});
const cleaned = textual(["string"], (args) => new Text(clean(textAt(args, 0).text)));
const extension = textual(["string"], (args) => {
  const path = textAt(args, 0);
  const dot = path.text.lastIndexOf(".");
  return slice(path, dot > path.text.lastIndexOf("/") ? dot : path.text.length);
});
const isAbsolute = strict(["string"], (args) => bool(textAt(args, 0).text.startsWith("/")));

/** Paths and URLs. */
export const PATHS: FunctionTable = {
  base,
  dir,
  clean: cleaned,
  ext: extension,
  isAbs: isAbsolute,
  osBase: base,
  osDir: dir,
  osClean: cleaned,
  osExt: extension,
  osIsAbs: isAbsolute,
  urlParse: strict(["string"], (args) => parseUrl(textAt(args, 0).text)),
  urlJoin: textual(["map[string]interface {}"], (args) => {
    const { entries } = dictAt(args, 0);
    const part = (name: string): string => {
      const value = entries.get(name)?.value;
      return value ? strval(value).text : "";
    };
    const [scheme, host, userinfo, query, fragment] = ["scheme", "host", "userinfo", "query", "fragment"].map(part);
    const path = part("path");
    const authority = host || userinfo ? `//${userinfo ? `${userinfo}@` : ""}${host}` : "";
    const joined = `${scheme ? `${scheme}:` : ""}${part("opaque") || `${authority}${authority && path && !path.startsWith("/") ? "/" : ""}${path}`}`;
    return new Text(`${joined}${query ? `?${query}` : ""}${fragment ? `#${fragment}` : ""}`);
  }),
};

/** Go's `path.Clean`. */
export function clean(path: string): string {
  const rooted = path.startsWith("/");
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== ".." || (!rooted && (parts.length === 0 || parts.at(-1) === ".."))) parts.push(part);
    else parts.pop();
  }
  return `${rooted ? "/" : ""}${parts.join("/")}` || ".";
}

function parseUrl(url: string) {
  const match = /^(?:([a-zA-Z][a-zA-Z0-9+.-]*):)?(?:\/\/(?:([^/?#@]*)@)?([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s.exec(url);
  const [, scheme = "", userinfo = "", host = "", rest = "", query = "", fragment = ""] = match ?? [];
  const opaque = scheme !== "" && host === "" && rest !== "" && !rest.startsWith("/");
  return dict([
    ["scheme", text(scheme.toLowerCase())],
    ["host", text(host)],
    ["hostname", text(host.replace(/:\d*$/, "").replace(/^\[(.*)\]$/, "$1"))],
    ["path", text(opaque ? "" : decode(rest))],
    ["query", text(query)],
    ["opaque", text(opaque ? rest : "")],
    ["fragment", text(decode(fragment))],
    ["userinfo", text(userinfo)],
  ]);
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
