import type { Located, Operand } from "./node.ts";

/** A node as Go prints it in errors. */
export function printNode(node: Located): string {
  switch (node.kind) {
    case "identifier":
      return node.name;
    case "field":
      return node.names.map((name) => `.${name}`).join("");
    case "variable":
      return node.names.join(".");
    case "chain":
      return `${printArgument(node.node)}${node.names.map((name) => `.${name}`).join("")}`;
    case "dot":
      return ".";
    case "nil":
      return "nil";
    case "bool":
      return String(node.value);
    case "number":
      return node.text;
    case "string":
      return node.quoted;
    case "command":
      return node.args.map(printArgument).join(" ");
    case "template":
      return `{{template ${JSON.stringify(node.name)}${node.pipe ? ` ${printNode(node.pipe)}` : ""}}}`;
    case "pipe": {
      const declared = node.declared.map(printNode).join(", ");
      const commands = node.commands.map(printNode).join(" | ");
      return declared ? `${declared} ${node.assigns ? "=" : ":="} ${commands}` : commands;
    }
  }
}

function printArgument(node: Operand): string {
  return node.kind === "pipe" ? `(${printNode(node)})` : printNode(node);
}
