import { Refusal } from "../../disk/refusal.ts";
import { version } from "../../report/version.ts";
import type { Args } from "../option/args.ts";
import type { Environment } from "../option/environment.ts";
import { mcpTools } from "./mcp-tools.ts";

const INSTRUCTIONS =
  "Plimsoll lints Kubernetes YAML, Helm charts and kustomizations offline. Lint what you have written before you hand it over, look a rule up before you suppress it, and change files yourself: no tool here writes any.";

/** `plimsoll mcp`: the tools of a coding agent by the Model Context Protocol, on standard input and output. Ends when the client does. */
export async function mcp(args: Args, environment: Environment): Promise<number> {
  if (args.operands.length > 0)
    throw new Refusal("plimsoll mcp takes no arguments: the client says by its requests what to lint.");
  const { serve } = await import("../mcp/serve.ts");
  await serve(mcpTools(environment), "plimsoll", version, INSTRUCTIONS);
  return 0;
}
