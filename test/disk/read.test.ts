import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { decoded, encoded, encodingOf } from "../../server/disk/encoding.ts";
import { MAX_FILE_SIZE, readText } from "../../server/disk/read.ts";
import { fc } from "../support/property.ts";

const folder = mkdtempSync(join(tmpdir(), "plimsoll-read-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string) => join(folder, name);

describe("a text", () => {
  it.each<readonly [string, Uint8Array, string]>([
    ["in UTF-8", Buffer.from("a: ä"), "a: ä"],
    ["in UTF-8 with a byte order mark", Buffer.from("\ufeffa: ä"), "\ufeffa: ä"],
    ["in UTF-16, little end first", Buffer.from("\ufeffa: ä", "utf16le"), "\ufeffa: ä"],
    ["in UTF-16, big end first", Buffer.from("\ufeffa: ä", "utf16le").swap16(), "\ufeffa: ä"],
    ["with U+FFFD of its own", Buffer.from("a: \ufffd"), "a: \ufffd"],
    ["in Latin-1", Buffer.from("a: ä\n", "latin1"), "a: \udce4\n"],
    ["with a sequence that is cut off", Buffer.of(0x61, 0xe2, 0x82), "a\udce2\udc82"],
    ["with an overlong sequence", Buffer.of(0xc0, 0xaf), "\udcc0\udcaf"],
    ["with a surrogate", Buffer.of(0xed, 0xa0, 0x80), "\udced\udca0\udc80"],
  ])("%s", (_, bytes, text) => {
    writeFileSync(at("a.yaml"), bytes);
    const content = readText(at("a.yaml"));
    expect(content).toMatchObject({ text });
    if ("text" in content) expect(encoded(content.text, content.encoding)).toEqual(Buffer.from(bytes));
  });

  it("of any bytes is given back as those bytes", () =>
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        const encoding = encodingOf(bytes);
        if (encoding === "utf-32" || (encoding !== "utf-8" && bytes.length % 2 === 1)) return;
        expect(encoded(decoded(Buffer.from(bytes), encoding), encoding)).toEqual(Buffer.from(bytes));
      }),
    ));
});

describe("what is no text, or never ends", () => {
  it.each<readonly [string, () => void, RegExp]>([
    ["a file that is not there", () => undefined, /^cannot be read: no such file or directory$/],
    ["a link to nowhere", () => symlinkSync(at("y"), at("x")), /^is a symbolic link that leads nowhere$/],
    ["a directory", () => mkdirSync(at("x")), /is a directory/],
    ["a pipe", () => execFileSync("mkfifo", [at("x")]), /is a pipe/],
    ["a link to a device", () => symlinkSync("/dev/zero", at("x")), /is a device/],
    ["a link to itself", () => symlinkSync(at("x"), at("x")), /^is a symbolic link that leads to itself$/],
    ["NUL bytes", () => writeFileSync(at("x"), "a\0b"), /NUL bytes/],
    ["UTF-32", () => writeFileSync(at("x"), Buffer.of(0xff, 0xfe, 0, 0, 0x61, 0, 0, 0)), /UTF-32/],
    ["too much", () => writeFileSync(at("x"), Buffer.alloc(MAX_FILE_SIZE + 1, 35)), /larger than 8 MB/],
  ])("%s", (_, make, problem) => {
    rmSync(at("x"), { recursive: true, force: true });
    make();
    expect(readText(at("x"))).toMatchObject({ problem: expect.stringMatching(problem) });
  });

  it("a pipe that the user names is read once, and says the same to whoever asks again", () => {
    // In several pieces: more than a pipe holds, and a writer that pauses.
    const write = `mkfifo '${at("p")}'; (printf aaa; sleep 0.1; head -c 199997 /dev/zero | tr '\\0' a) > '${at("p")}' &`;
    execFileSync("sh", ["-c", write], { stdio: "ignore" });
    const text = expect.objectContaining({ text: "a".repeat(200_000) });
    expect([readText(at("p"), "named"), readText(at("p"))]).toEqual([text, text]);
  });

  it("a device that the user names is read as far as the limit", () =>
    expect(readText("/dev/zero", "named")).toMatchObject({ reason: "too-large" }));
});
