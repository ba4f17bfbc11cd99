import { describe, expect, it } from "vitest";
import { covered, frame } from "../../server/report/format/frame.ts";
import { lineHashes } from "../../server/report/line-hash.ts";
import { oneLine, width } from "../../server/report/plain.ts";

describe("frame", () => {
  it.each([
    ["plain", "  image: nginx", 9, 14, "  image: nginx", "         ^^^^^"],
    ["a tab before the range stays a tab", "\ta: b", 4, 5, "\ta: b", "\t   ^"],
    ["wide characters count two columns", "名: 値x", 3, 4, "名: 値x", "    ^^"],
    ["a combining character counts none", "e\u0301: x", 4, 5, "e\u0301: x", "   ^"],
    ["an emoji of two units", "🚀: x", 4, 5, "🚀: x", "    ^"],
    ["an empty range gets a mark", "a:", 2, 2, "a:", "  ^"],
    ["past the end", "a:", 9, 12, "a:", "  ^"],
    ["an escape sequence is made harmless", "\u001b[31m: x", 7, 8, "\ufffd[31m: x", "       ^"],
  ])("%s", (_, line, start, end, source, marks) => {
    expect(frame(line, start, end)).toEqual({ source, marks });
  });

  it.each([0, 50, 150, 9_995])("a long line is cut around column %i", (start) => {
    const line = Array.from({ length: 10_000 }, (_, i) => String.fromCharCode(97 + (i % 26))).join("");
    const { source, marks } = frame(line, start, start + 5);
    expect(source.length).toBeLessThanOrEqual(112);
    expect(source.slice(marks.indexOf("^"), marks.length)).toBe(line.slice(start, start + 5));
  });

  it("never cuts a surrogate pair", () => {
    const line = "🚀".repeat(200);
    for (let at = 0; at < 400; at += 2) expect(frame(line, at, at + 2).source).not.toMatch(/\p{Cs}/u);
  });
});

describe("plain", () => {
  it("keeps a message on one line", () => expect(oneLine("a\r\nb\u2028c\u0007")).toBe("a  b c\ufffd"));
  it("measures", () => expect(width("a値🚀e\u0301")).toBe(6));
});

// The expected values are what GitHub's upload action computes for these texts.
describe("line hashes", () => {
  it.each([
    ["", ["c129715d7a2bc9a3:1"]],
    [" a\nb\n  \t\tc\n d", ["271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"]],
    [
      " hello; \t\nworld!!!\r\n\n\r  \t\tGreetings\r End\r\n",
      [
        "e9496ae3ebfced30:1",
        "fb7c023a8b9ccb3f:1",
        "ce8ba1a563dcdaca:1",
        "e20e36e16fcb0cc8:1",
        "b3edc88f2938467e:1",
        "c8e28b0b4002a3a0:1",
        "c129715d7a2bc9a3:1",
      ],
    ],
  ])("%j", (text, expected) => expect(lineHashes(text).slice(1)).toEqual(expected));

  it("counts lines that have the same hash", () => {
    expect(lineHashes("Lorem ipsum dolor sit amet.\n".repeat(10)).slice(1, 8)).toEqual(
      [1, 2, 3, 4, 5, 6].map((n) => `a7f2ff13bc495cf2:${n}`).concat("a7f2ff1481e87703:1"),
    );
  });
});

describe("a line with a secret", () => {
  it.each([
    // the value is underlined
    ["  value: s3cret # x", 9, 15, "  value: ****** * *"],
    // its key is
    ["  password: s3cret", 2, 10, "  password: ******"],
    ['  "password": s3cret', 3, 11, '  "password": ******'],
    // a part of a command line
    ["  - --token=s3cret --other", 4, 18, "  - --token=****** *******"],
    ['  - "--db-password=s3cret"', 4, 26, '  - "--db-password=*******'],
    ["  - DB_PASSWORD=s3cret", 4, 22, "  - DB_PASSWORD=******"],
    // what is no name of a secret may be one
    ["  - -psecret=s3cret", 4, 19, "  - ***************"],
    ["  - --s3cret=", 4, 13, "  - *********"],
    ["  - s3cret=", 4, 11, "  - *******"],
  ])("%j shows none of it", (line, start, end, shown) => {
    expect(covered(line, start, end)).toBe(shown);
    expect(shown.length).toBe(line.length);
  });
});
