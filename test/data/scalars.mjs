// Records what kubectl makes of plain scalars: node test/data/scalars.mjs > test/data/scalars.json (needs kubectl, no cluster).
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const words = (text) => text.split(" ");
const scalars = [
  ...words("y Y yes Yes YES yEs n N no No NO nO true True TRUE tRue false False FALSE on On ON oN off Off OFF"),
  ...words("null Null NULL nULL ~ ~~ nil None = << < - + . .. ... _ -- +-"),
  ...words(
    "0 00 000 1 12 -1 +1 -0 +0 01 007 017 -017 +017 08 09 0178 0o17 0o8 -0o17 +0o17 0O17 0x0 0xff 0xFF 0XFF -0xff +0xff 0xfg 0x",
  ),
  ...words(
    "0b0 0b101 -0b101 +0b101 0B101 0b102 0b 1_000 1__000 _1 1_ 0x_f 0b1_0 0_7 -1_000 1_000.5 1_0e1_0 1:30 190:20:30 -1:30 1:30.5",
  ),
  ...words(
    "1.5 -1.5 +1.5 .5 -.5 +.5 5. -5. 5.e3 .5e3 0.0 -0.0 00.5 01.5 1e3 1E3 1e+3 1e-3 1e 1e+ e3 1.5e3 1.2.3 1.2.3.4 1..2 0e0 1e400 -1e400",
  ),
  ...words(".inf .Inf .INF -.inf +.inf .nan .NaN .NAN .iNF inf Infinity -inf nan NaN Inf"),
  ...words("2147483648 9007199254740993 9223372036854775807 9223372036854775808 -9223372036854775808 -9223372036854775809"),
  ...words(
    "18446744073709551615 18446744073709551616 123456789012345678901234567890 0xffffffffffffffff 0777777777777777777777 0x1ffffffffffffffff",
  ),
  ...words(
    "2001-12-14 2001-12-14T21:59:43Z 2001-12-14T21:59:43.10-05:00 2001-1-1 12:30:45 100m 1Gi 1k 50% 8080/tcp v1 1.28 a:b http://x",
  ),
  ...words("0.1 0.30000000000000004 123e-2 1e21 1e20 12e03 0x1p4 0x1.8p1 1f 1d 1l 1n 0o 0o_7 0o17_0 ٣ 1٣ é 日本 a#b a,b !x &y"),
  "2001-12-14 21:59:43",
  "1 000",
  "- 1",
  "yes no",
  "true ",
  "a b  c",
].filter((scalar) => !/^[!&]/.test(scalar) && scalar !== "- 1");

const folder = mkdtempSync(join(tmpdir(), "scalars-"));
const file = join(folder, "object.yaml");
const rows = {};
for (const scalar of scalars) {
  writeFileSync(file, `apiVersion: example.com/v1\nkind: Thing\nmetadata: { name: x }\nspec:\n  value: ${scalar}\n`);
  try {
    const out = execFileSync("kubectl", ["label", "--local", "-f", file, "x=y", "-o", "json"], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    rows[scalar] = { value: JSON.parse(String(out)).spec.value };
  } catch (error) {
    rows[scalar] = { error: String(error.stderr).replaceAll(file, "FILE").trim() };
  }
}
rmSync(folder, { recursive: true });
process.stdout.write(
  `{\n${Object.entries(rows)
    .map(([scalar, row]) => `  ${JSON.stringify(scalar)}: ${JSON.stringify(row)}`)
    .join(",\n")}\n}\n`,
);
