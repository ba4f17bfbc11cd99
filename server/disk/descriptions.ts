import { readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import { type Descriptions, NO_DESCRIPTIONS, readDescriptions } from "../kube/schema/descriptions.ts";

let known: Descriptions | undefined;

/** The descriptions that lie beside the bundle, read when they are first asked for; none where there are none. */
export function loadDescriptions(): Descriptions {
  known ??= read();
  return known;
}

function read(): Descriptions {
  try {
    return readDescriptions(brotliDecompressSync(readFileSync(join(__dirname, "descriptions.br"))).toString("utf8"));
  } catch {
    return NO_DESCRIPTIONS;
  }
}
