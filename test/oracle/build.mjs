// `npm run oracles [-- NAME…]` builds the programs of this folder into `bin`; `npm run oracles -- record` then asks them again for all that is recorded.
// A program is built when its sources changed. Kubernetes takes some ten minutes of CPU the first time; later builds use Go's cache.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));
const bin = join(here, "bin");
const programs = readdirSync(here, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(join(here, entry.name, "main.go")))
  .map(({ name }) => name);
/** Built programs are kept outside the checkout, by what they are made of: a fresh clone finds those of the last one. */
const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "plimsoll", "oracles");

const asked = process.argv.slice(2);
const names = asked.filter((name) => name !== "record");
const unknown = names.filter((name) => !programs.includes(name));
if (unknown.length > 0) {
  console.error(`no program ${unknown.join(", ")}: there are ${programs.join(", ")}`);
  process.exit(2);
}
const version = spawnSync("go", ["version"], { encoding: "utf8" }).stdout?.trim();
if (!version) {
  console.error("skipped: building the oracles needs Go (https://go.dev); their recorded answers are compared all the same");
  process.exit(0);
}

mkdirSync(bin, { recursive: true });
mkdirSync(cache, { recursive: true });
for (const name of names.length > 0 ? names : programs) build(name);
if (asked.includes("record")) {
  // Written by the tests that compare them: what is recorded and what is compared cannot differ.
  const { status } = spawnSync("npx", ["vitest", "run", "test/oracle", "test/kube/kustomize/check.test.ts", "-u"], {
    cwd: join(here, "../.."),
    stdio: "inherit",
    env: { ...process.env, PLIMSOLL_RECORD: "1" },
  });
  process.exit(status ?? 1);
}

function build(name) {
  const kept = join(cache, `${name}-${fingerprint(name)}`);
  if (!existsSync(kept)) {
    console.log(`building ${name}`);
    const options = { cwd: join(here, name), env: { ...process.env, GOFLAGS: "", GOWORK: "off" }, stdio: "inherit" };
    // Lists what the program is made of, and for that downloads it.
    if (spawnSync("go", ["list", "-deps", "."], { ...options, stdio: ["ignore", "ignore", "inherit"] }).status !== 0) {
      console.error(`skipped: the oracle "${name}" is not built, as its modules cannot be downloaded`);
      return;
    }
    const flags = ["-p", "1", "-buildvcs=false", "-ldflags", "-s -w"];
    if (spawnSync("nice", ["go", "build", ...flags, "-o", `${kept}.new`, "."], options).status !== 0) {
      console.error(`the oracle "${name}" does not build`);
      process.exit(1);
    }
    renameSync(`${kept}.new`, kept);
  }
  copyFileSync(kept, join(bin, `${name}.new`));
  renameSync(join(bin, `${name}.new`), join(bin, name));
}

/** What a program is made of: its sources, the versions of its modules, Go's version. */
function fingerprint(name) {
  const files = [name, "batch"].flatMap((folder) => readdirSync(join(here, folder)).map((file) => `${folder}/${file}`));
  const hash = createHash("sha256").update(version);
  for (const file of files.sort()) hash.update(file).update(readFileSync(join(here, file)));
  return hash.digest("hex").slice(0, 16);
}
