import { describe, expect, it } from "vitest";
import { markLength, withoutMark } from "../../server/text/byte-order-mark.ts";
import { asFolder, baseName, folderOf, isBelow, parentOf, relativeTo, resolveIn, resolveUri } from "../../server/text/path.ts";

describe("the names of files and folders", () => {
  it.each([
    ["a/b/c.yaml", "a/b/", "c.yaml"],
    ["c.yaml", "", "c.yaml"],
    ["/c.yaml", "/", "c.yaml"],
    ["file:///c.yaml", "file:///", "c.yaml"],
    ["untitled:Untitled-1", "", "untitled:Untitled-1"],
  ])("%s lies in %s and is called %s", (file, folder, name) => {
    expect([folderOf(file), baseName(file)]).toEqual([folder, name]);
    expect(isBelow(folder, file)).toBe(folder !== "" || !file.startsWith("/"));
  });

  it.each([
    ["a/b/", "a/"],
    ["a/", ""],
    ["", undefined],
    ["/a/", "/"],
    ["/", undefined],
    ["file:///a/", "file:///"],
    ["file:///", undefined],
    ["vscode-vfs://github/o/", "vscode-vfs://github/"],
    ["vscode-vfs://github/", undefined],
  ])("above %s lies %s", (folder, parent) => expect(parentOf(folder)).toBe(parent));

  it.each([
    ["a", "a/"],
    ["a/", "a/"],
    ["/", "/"],
    ["", ""],
  ])("%j as a folder is %j", (name, folder) => expect(asFolder(name)).toBe(folder));

  it.each([
    ["a/", "a/b/c.yaml", true],
    ["a/", "ab/c.yaml", false],
    ["", "a/c.yaml", true],
    ["", "../c.yaml", false],
    ["", "/c.yaml", false],
    ["../", "../c.yaml", true],
  ])("below %j: %s %s", (folder, file, expected) => expect(isBelow(folder, file)).toBe(expected));

  it.each([
    ["file:///a/", "file:///a/b%20c.yaml", "b c.yaml"],
    ["file:///a/", "file:///ab/c.yaml", undefined],
    ["file:///a/", "untitled:Untitled-1", undefined],
    ["file:///a/", "file:///a/100%.yaml", "100%.yaml"],
  ])("%s → %s", (folder, uri, expected) => expect(relativeTo(folder, uri)).toBe(expected));
});

describe("what a path means in a folder", () => {
  it.each([
    ["a/b/", "c.yaml", "a/b/c.yaml"],
    ["a/b/", "../c.yaml", "a/c.yaml"],
    ["a/b/", "./c/../d.yaml", "a/b/d.yaml"],
    ["", "x", "x"],
    ["", "../x", "../x"],
    ["a/", "../../x", "../x"],
    ["a/", "..", ""],
    ["a/b/", "../../../c.yaml", "../c.yaml"],
    ["", "../../c.yaml", "../../c.yaml"],
    ["/", "x", "/x"],
    ["/a/b/", "../../../c.yaml", "/c.yaml"],
    ["/a/b/", "/c.yaml", "/c.yaml"],
    ["file:///", "x", "file:///x"],
    ["file:///a/", "../b/x.yaml", "file:///b/x.yaml"],
    ["file:///a/b/", "../../../../c.yaml", "file:///c.yaml"],
    ["file:///a/b/", "/c/./d.yaml", "file:///c/d.yaml"],
    ["file:///a/", "x y.yaml", "file:///a/x y.yaml"],
    ["vscode-vfs://github/o/r/", "../../../x", "vscode-vfs://github/x"],
  ])("in %j, %s is %j", (folder, path, expected) => expect(resolveIn(folder, path)).toBe(expected));

  it.each([
    ["file:///a/b/", "../c.yaml", "file:///a/c.yaml"],
    ["file:///a/b/", "./x y.yaml", "file:///a/b/x%20y.yaml"],
    ["file:///a/", "../../c.yaml", "file:///c.yaml"],
    ["file:///a/", "\ud800.yaml", "file:///a/%EF%BF%BD.yaml"],
    ["/a/b/", "c/../d e.yaml", "/a/b/d e.yaml"],
    ["/a/b/", "/c.yaml", "/c.yaml"],
  ])("as a URI, in %s, %s is %s", (folder, path, expected) => expect(resolveUri(folder, path)).toBe(expected));
});

it("a byte order mark is one unit at the start, and nothing elsewhere", () => {
  expect([markLength("\ufeffa"), markLength("a\ufeff"), markLength("a\ufeff", 1), markLength("")]).toEqual([1, 0, 1, 0]);
  expect([withoutMark("\ufeffa\ufeff"), withoutMark("a"), withoutMark("")]).toEqual(["a\ufeff", "a", ""]);
});
