import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { Refusal } from "../../disk/refusal.ts";
import type { Args } from "../option/args.ts";
import type { Environment } from "../option/environment.ts";

/** `plimsoll lsp`: hands over to the language server, a bundle of its own, so that linting does not load it. Ends when the client does. */
export async function lsp(args: Args, _environment: Environment): Promise<number> {
  if (!args.flag("stdio") && !args.flag("node-ipc"))
    throw new Refusal("The language server needs to know how to talk to its client: plimsoll lsp --stdio.");
  const server = join(__dirname, "server.js");
  if (!existsSync(server)) throw new Refusal(`The language server is missing: ${server}. Install the package again.`);
  createRequire(__filename)(server);
  return new Promise<number>(() => undefined);
}
