import { baseName } from "../../text/path.ts";
import { append, type Op, remove, set } from "../../yaml/edit/op.ts";
import type { Field } from "../../yaml/tree/field.ts";
import { parseImage } from "../image.ts";
import type { Container } from "../pod.ts";
import { COMPONENTS, type Component, type ComponentName, type Flag } from "./component.ts";
import { isShell, scriptWords } from "./shell-script.ts";

/** One word of a command line. */
export interface Word {
  readonly text: string;
  readonly item: Field;
  /** The item is this word and nothing else, so that it can be edited. */
  readonly whole: boolean;
}

/** Programs that start the one named after them. */
const WRAPPERS: ReadonlySet<string> = new Set([
  "go-runner",
  "kube-log-runner",
  "log-runner",
  "tini",
  "dumb-init",
  "catatonit",
  "env",
]);

/** The short names of `hyperkube`, the one binary of old. */
const HYPERKUBE: ReadonlyMap<string, ComponentName> = new Map([
  ["apiserver", "kube-apiserver"],
  ["controller-manager", "kube-controller-manager"],
  ["scheduler", "kube-scheduler"],
  ["proxy", "kube-proxy"],
  ["kubelet", "kubelet"],
]);

/** The component that a container's command, arguments and image start; `undefined` if it is none, or if that cannot be known. */
export function commandLineOf(container: Container): Component | undefined {
  if (container.role !== "app" && container.role !== "sidecar") return undefined;
  const command = container.at("command");
  const args = container.at("args");
  const items = [...command.items(), ...args.items()];
  const found = findProgram(container, items);
  if (!found) return undefined;
  const { name, place, words, scripted } = found;
  const flags = [...(name === "etcd" ? environmentFlags(container) : []), ...flagsOf(words)];
  const list = args.items().length > 0 || command.items().length === 0 ? args : command;
  return {
    name,
    label: name,
    place,
    flags,
    tool: undefined,
    open:
      command.open ||
      args.open ||
      items.some((item) => item.raw === undefined) ||
      words.some((word, i) => isUnknown(word) && !word.text.startsWith("-") && !takesNext(words[i - 1])) ||
      (name === "etcd" && (container.at("envFrom").exists || flags.some((flag) => flag.name === "config-file"))),
    container,
    add: (flag, value) => (scripted ? [] : [append(list, `--${flag}=${value}`)]),
  };
}

interface Program {
  readonly name: ComponentName;
  readonly place: Field;
  /** What follows the program's name. */
  readonly words: readonly Word[];
  readonly scripted: boolean;
}

function findProgram(container: Container, items: readonly Field[]): Program | undefined {
  const first = textOf(items[0]);
  if (first === undefined || first.startsWith("-")) {
    if (items.length > 0 && first === undefined) return undefined;
    if (container.at("command").items().length > 0) return undefined;
    const image = container.at("image");
    const name = imageComponent(image.string);
    if (!name || (items.length === 0 && name !== "etcd")) return undefined;
    return { name, place: image, words: items.flatMap(wordsOf), scripted: false };
  }
  const program = baseName(first);
  if (isShell(program)) return inScript(items);
  const name = componentNamed(program);
  if (name) return { name, place: items[0] as Field, words: items.slice(1).flatMap(wordsOf), scripted: false };
  const at = items.findIndex((item, i) => i > 0 && !(textOf(item) ?? "-").startsWith("-"));
  const next = baseName(textOf(items[at]) ?? "");
  const started =
    program === "hyperkube"
      ? (componentNamed(next) ?? HYPERKUBE.get(next))
      : WRAPPERS.has(program)
        ? componentNamed(next)
        : undefined;
  if (!started) return undefined;
  return { name: started, place: items[at] as Field, words: items.slice(at + 1).flatMap(wordsOf), scripted: false };
}

/** `sh -c "exec kube-apiserver --a=b"`: the words behind the first component that the script starts. */
function inScript(items: readonly Field[]): Program | undefined {
  for (const item of items.slice(1)) {
    const text = textOf(item);
    if (text === undefined || !COMPONENTS.some((name) => text.includes(name))) continue;
    for (const { program, words } of scriptWords(text)) {
      const name = componentNamed(baseName(program));
      if (name) return { name, place: item, words: words.map((word) => ({ text: word, item, whole: false })), scripted: true };
    }
  }
  return undefined;
}

/** An argument is one word, except where somebody wrote several flags into one. */
function wordsOf(item: Field): readonly Word[] {
  const text = textOf(item) ?? "";
  if (!/^-\S+\s+--?[a-z]/.test(text)) return [{ text, item, whole: true }];
  return text.split(/\s+/).map((word) => ({ text: word, item, whole: false }));
}

const FLAG = /^--?([A-Za-z][\w.-]*)(?:=([\s\S]*))?$/;

function flagsOf(words: readonly Word[]): readonly Flag[] {
  const flags: Flag[] = [];
  words.forEach((word, i) => {
    const [, name, inline] = FLAG.exec(word.text) ?? [];
    if (name === undefined) return;
    const next = inline === undefined ? words[i + 1] : undefined;
    flags.push(flagOf(name, inline, word, next && !next.text.startsWith("-") ? next : undefined));
  });
  return flags;
}

function flagOf(name: string, inline: string | undefined, word: Word, next: Word | undefined): Flag {
  const value = inline ?? next?.text ?? "true";
  const unknown = isUnknown({ ...word, text: value });
  const editable = word.whole && (next?.whole ?? true);
  const ops = (make: () => readonly Op[]) => (editable ? make() : []);
  return {
    name: name.replaceAll("_", "-"),
    value: unknown ? undefined : value,
    place: word.item,
    given: true,
    set: (wanted) =>
      ops(() => [next ? set(next.item, wanted) : set(word.item, `${word.text.replace(/=[\s\S]*/, "")}=${wanted}`)]),
    remove: () => ops(() => (next ? [remove(next.item), remove(word.item)] : [remove(word.item)])),
  };
}

/** etcd reads `ETCD_CERT_FILE` as `--cert-file`; the command line wins (etcd, pkg/flags). */
function environmentFlags(container: Container): readonly Flag[] {
  return container
    .at("env")
    .items()
    .flatMap((variable) => {
      const name = variable.at("name").string ?? "";
      if (!name.startsWith("ETCD_")) return [];
      const place = variable.at("value");
      return [
        {
          name: name.slice("ETCD_".length).toLowerCase().replaceAll("_", "-"),
          value: place.value === undefined ? undefined : String(place.value),
          place: place.exists ? place : variable,
          given: true,
          set: (value: string) => [set(place, value)],
          remove: () => [remove(variable)],
        },
      ];
    });
}

function takesNext(word: Word | undefined): boolean {
  return word?.text.startsWith("-") === true && !word.text.includes("=");
}

/** `$(VAR)`, `${VAR}` or a template; in a script also `$VAR` and a command's output. */
function isUnknown({ text, whole }: Word): boolean {
  return whole ? /\$[({]|\{\{|<%/.test(text) : /\$|`|\{\{|<%/.test(text);
}

function textOf(item: Field | undefined): string | undefined {
  const raw = item?.raw;
  return raw === undefined || raw === null ? undefined : String(raw);
}

function imageComponent(reference: string | undefined): ComponentName | undefined {
  const image = reference === undefined ? undefined : parseImage(reference);
  return image && componentNamed(baseName(image.repository).replace(/-(amd64|arm64|arm|ppc64le|s390x)$/, ""));
}

function componentNamed(name: string): ComponentName | undefined {
  return COMPONENTS.find((component) => component === name);
}
