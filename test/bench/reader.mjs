// The program that only walks and reads: what any linter must at least do.
import { closeSync, openSync, readdirSync, readSync } from "node:fs";
import { join } from "node:path";

const buffer = Buffer.allocUnsafe(1 << 24);
let characters = 0;

function walk(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) walk(path);
    else if (/\.(ya?ml|json)$/.test(entry.name)) {
      const file = openSync(path, "r");
      const length = readSync(file, buffer, 0, buffer.length, 0);
      closeSync(file);
      characters += buffer.utf8Slice(0, length).length;
    }
  }
}

walk(process.argv[2]);
process.exitCode = characters > 0 ? 0 : 1;
