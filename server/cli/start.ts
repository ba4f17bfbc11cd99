import { existsSync, readFileSync } from "node:fs";
import * as modules from "node:module";
import { join } from "node:path";
import { Script } from "node:vm";
import { expectShortRun } from "../disk/optimizer.ts";

// The file that is run. It starts the program beside it from V8's code cache: compiling hundreds of rules anew costs more than a small run.

const PROGRAM = "./cli.main.js";
const RULES = "./rules.js";
const BUNDLE = /^\.\/[a-z]+\.js$/;
/** Many runs end before they need a rule: there is nothing to lint, or only an option to explain. */
const lazyRules = {
  get rules() {
    return (load(RULES) as { readonly rules: unknown }).rules;
  },
};
const loaded = new Map<string, { exports: unknown }>();

// A server decides by itself.
if (process.argv[2] !== "lsp") expectShortRun();

// Node 22.1 and later keep a cache of their own.
if ("enableCompileCache" in modules) {
  (modules as { enableCompileCache(): unknown }).enableCompileCache();
  require(PROGRAM);
} else load(PROGRAM);

/** `require` for the bundles beside this file, from the code cache that `esbuild.mjs` wrote. V8 refuses one that does not fit. */
function load(name: string): unknown {
  const known = loaded.get(name);
  if (known) return known.exports;
  const own = { exports: {} };
  loaded.set(name, own);
  const filename = join(__dirname, name);
  const cache = `${filename}.cache`;
  const source = modules.wrap(readFileSync(filename, "utf8"));
  const script = new Script(source, { filename, ...(existsSync(cache) ? { cachedData: readFileSync(cache) } : {}) });
  const requireBeside = (id: string) => (id === RULES ? lazyRules : BUNDLE.test(id) ? load(id) : require(id));
  script.runInThisContext()(own.exports, requireBeside, own, __filename, __dirname);
  return own.exports;
}
