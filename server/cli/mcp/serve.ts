import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { CallToolRequestSchema, ListToolsRequestSchema } from "@modelcontextprotocol/sdk/types.js";
import { maskError } from "../../report/mask/mask.ts";

/** A tool that an agent may call. */
export interface Tool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** The JSON Schema of its arguments. */
  readonly inputSchema: { readonly type: "object"; readonly [key: string]: unknown };
  /** What it answers to arguments, which nobody has checked yet. What it throws is the answer, as an error. */
  call(input: Readonly<Record<string, unknown>>): Promise<string>;
}

/**
 * Serves tools over standard input and output by the Model Context Protocol, until the client closes its end. In a bundle of its own, since linting needs
 * nothing of it.
 */
export async function serve(tools: readonly Tool[], name: string, version: string, instructions: string): Promise<void> {
  const server = new Server({ name, version }, { capabilities: { tools: {} }, instructions });
  const byName = new Map(tools.map((tool) => [tool.name, tool]));
  server.setRequestHandler(ListToolsRequestSchema, () => ({
    tools: tools.map(({ call: _, ...tool }) => ({ ...tool, annotations: { readOnlyHint: true, openWorldHint: false } })),
  }));
  server.setRequestHandler(CallToolRequestSchema, async ({ params }) => {
    const tool = byName.get(params.name);
    if (!tool) return failure(`There is no tool "${params.name}". The tools are ${[...byName.keys()].join(", ")}.`);
    try {
      return { content: [{ type: "text", text: await tool.call(params.arguments ?? {}) }] };
    } catch (error) {
      return failure(maskError(error instanceof Error ? error.message : String(error)));
    }
  });
  const closed = new Promise<void>((resolve) => {
    server.onclose = resolve;
    process.stdin.once("end", resolve);
  });
  await server.connect(new StdioServerTransport());
  await closed;
}

function failure(text: string) {
  return { content: [{ type: "text" as const, text }], isError: true };
}
