// What an adversary would change in a source file, and the file with all of these changes in it, each behind a switch.
import { parseSync } from "vite";

/**
 * One change of the source.
 * @typedef {{ id: number, file: string, line: number, what: string, from: string, to: string, atLoad: boolean }} Mutant
 * `line` counts from 1; `atLoad` says that the code runs once, when the module is loaded.
 */

/** Metadata of rules: words for readers, and what has tests of its own (`needs.test.ts`, the generated pages). */
const METADATA = new Set([
  ...["title", "why", "how", "ignoreWhen", "references", "peers", "standards", "needs", "id", "family", "tier"],
  ...["kinds", "yieldsTo", "options"],
]);

const SWAPPED = new Map([
  ["some", "every"],
  ["every", "some"],
  ["startsWith", "endsWith"],
  ["endsWith", "startsWith"],
  ["min", "max"],
  ["max", "min"],
  ["find", "findLast"],
  ["findLast", "find"],
  ["indexOf", "lastIndexOf"],
  ["lastIndexOf", "indexOf"],
]);
const DROPPED = new Set([
  "filter",
  "toLowerCase",
  "toUpperCase",
  "trim",
  "trimEnd",
  "trimStart",
  "sort",
  "toSorted",
  "reverse",
  "toReversed",
  "slice",
]);
const LEFT_OUT = new Set(["SpreadElement", "Literal", "Identifier", "CallExpression"]);
const OPERATORS = new Map([
  ["<", "<="],
  ["<=", "<"],
  [">", ">="],
  [">=", ">"],
  ["===", "!=="],
  ["!==", "==="],
  ["+", "-"],
  ["-", "+"],
]);

/**
 * The mutants of a file and its text with `__mutant(id)` at each of them and `__loop()` in each loop. `first` is the id of the first one; with
 * `loopsOnly` there are no mutants.
 * @returns {{ code: string, mutants: Mutant[] }}
 */
export function instrument(file, text, first, loopsOnly = false) {
  const { program, errors } = parseSync(file, text);
  if (errors.length) throw new Error(`${file}: ${errors[0].message}`);
  const mutants = [];
  let depth = 0;

  const source = (node) => text.slice(node.start, node.end);

  function add(node, what, to) {
    const id = first + mutants.length;
    const line = text.slice(0, node.start).split("\n").length;
    mutants.push({ id, file, line, what, from: source(node), to, atLoad: depth === 0 });
    return id;
  }

  /** The code of a node with the changes of its parts; those of the node itself stand around it. */
  function emit(node, parent) {
    const inner = parts(node);
    if (loopsOnly) return inner;
    if (isStatement(node)) {
      const id = add(node, "statement removed", "");
      return `{if(!__mutant(${id})){${inner}}}`;
    }
    const changes = isSmall(node, parent) ? [] : changesOf(node, source);
    return changes.reduce((code, [what, to]) => `(__mutant(${add(node, what, to)})?(${to}):${code})`, inner);
  }

  function parts(node) {
    const enters = /Function/.test(node.type);
    if (enters) depth++;
    let code = "";
    let at = node.start;
    for (const [child, key] of children(node)) {
      code +=
        text.slice(at, child.start) +
        (key === "body" && isLoop(node) ? `{__loop();${emit(child, node)}}` : within(child, node, key));
      at = child.end;
    }
    if (enters) depth--;
    return code + text.slice(at, node.end);
  }

  function within(child, node, key) {
    if (loopsOnly) return parts(child);
    if (key === "test" && /^(If|While|Conditional)/.test(node.type)) return condition(child, node.type !== "WhileStatement");
    if (node.type === "ArrayExpression" && node.elements.length < 40) return element(child);
    return emit(child, node);
  }

  function condition(test, both) {
    const never = add(test, "condition never true", "false");
    const always = both ? add(test, "condition always true", "true") : undefined;
    const code = `(__mutant(${never})?false:${emit(test)})`;
    return both ? `(__mutant(${always})?true:${code})` : code;
  }

  function element(child) {
    if (!LEFT_OUT.has(child.type)) return emit(child);
    const id = add(child, "left out of the list", "");
    const value = child.type === "SpreadElement" ? `(${emit(child.argument)})` : `[${emit(child)}]`;
    return `...(__mutant(${id})?[]:${value})`;
  }

  const code = parts(program);
  return { code, mutants };
}

function isStatement(node) {
  if (node.type !== "ExpressionStatement" || node.directive) return false;
  const { expression } = node;
  return (
    expression.type === "CallExpression" ||
    expression.type === "AssignmentExpression" ||
    expression.type === "YieldExpression" ||
    expression.type === "UpdateExpression"
  );
}

/** A number that a comparison or a sum is with: the operator is changed, which says as much. */
function isSmall(node, parent) {
  return typeof node.value === "number" && node.value < 3 && parent?.type === "BinaryExpression";
}

function isLoop({ type }) {
  return type === "WhileStatement" || type === "ForStatement" || type === "ForOfStatement" || type === "DoWhileStatement";
}

/** What else an expression could say: [what was changed, the text of it]. */
function changesOf(node, source) {
  switch (node.type) {
    case "LogicalExpression":
      return [
        [`left of ${node.operator} only`, source(node.left)],
        ...(node.operator === "??" ? [] : [[`right of ${node.operator} only`, source(node.right)]]),
      ];
    case "BinaryExpression": {
      const other = OPERATORS.get(node.operator);
      if (!other || (node.operator === "+" && /["'`]/.test(source(node)))) return [];
      return [[`${node.operator} is ${other}`, `${source(node.left)} ${other} ${source(node.right)}`]];
    }
    case "UnaryExpression":
      return node.operator === "!" ? [["not negated", source(node.argument)]] : [];
    case "Literal":
      return changesOfLiteral(node, source(node));
    case "CallExpression":
      return changesOfCall(node, source);
    default:
      return [];
  }
}

function changesOfLiteral(node, text) {
  if (typeof node.value === "boolean") return [["flipped", String(!node.value)]];
  if (typeof node.value === "number") return [["one more", `${text} + 1`]];
  if (!node.regex) return [];
  const { pattern, flags } = node.regex;
  const changes = [];
  if (flags.includes("i")) changes.push(["case matters", `/${pattern}/${flags.replace("i", "")}`]);
  if (pattern.length > 1 && pattern.startsWith("^") && !pattern.includes("|"))
    changes.push(["no anchor in front", `/${pattern.slice(1)}/${flags}`]);
  if (/[^\\]\$$/.test(pattern)) changes.push(["no anchor behind", `/${pattern.slice(0, -1)}/${flags}`]);
  return changes;
}

function changesOfCall(node, source) {
  const { callee } = node;
  if (callee.type !== "MemberExpression" || callee.computed || callee.object.type === "Super") return [];
  const name = callee.property.name;
  const object = source(callee.object);
  const tail = source(node).slice(callee.property.end - node.start);
  const dot = source(callee).slice(object.length, callee.property.start - callee.start);
  const changes = [];
  if (SWAPPED.has(name)) changes.push([`${name} is ${SWAPPED.get(name)}`, `${object}${dot}${SWAPPED.get(name)}${tail}`]);
  if (DROPPED.has(name)) changes.push([`no ${name}`, object]);
  return changes;
}

/** The children that run, in the order of the text, with the key that they stand at. */
function children(node) {
  const found = [];
  for (const [key, value] of Object.entries(node)) {
    for (const child of Array.isArray(value) ? value : [value])
      if (child && typeof child.type === "string" && runs(child, node, key)) found.push([child, key]);
  }
  return found.sort(([a], [b]) => a.start - b.start);
}

const TYPES_THAT_RUN = new Set(["TSAsExpression", "TSNonNullExpression", "TSSatisfiesExpression"]);

function runs(child, node, key) {
  if (child.type.startsWith("TS") && !TYPES_THAT_RUN.has(child.type)) return false;
  if (/^(Import|Export(All|Specifier))/.test(child.type) && child.type !== "ImportExpression") return false;
  if (
    key === "label" ||
    key === "source" ||
    key === "typeArguments" ||
    key === "typeParameters" ||
    key === "returnType" ||
    key === "typeAnnotation"
  )
    return false;
  if ((node.type === "Property" || node.type === "PropertyDefinition" || node.type === "MethodDefinition") && key === "key")
    return false;
  if (node.type === "Property" && METADATA.has(node.key.name) && key === "value") return false;
  if (node.type === "MemberExpression" && key === "property" && !node.computed) return false;
  if (node.type === "AssignmentExpression" && key === "left") return false;
  if (node.type === "UpdateExpression") return false;
  if (node.type === "TemplateLiteral" && key === "quasis") return false;
  return true;
}
