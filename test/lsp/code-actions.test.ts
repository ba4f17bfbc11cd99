import { describe, expect, it } from "vitest";
import type { CodeAction } from "vscode-languageserver";
import { EDITOR, rangeOf } from "../support/lsp-client.ts";
import { has, lacks, POD, PRIVILEGED, useSessions } from "./sessions.ts";

// What an editor offers at a finding.
const { start } = useSessions();

describe("code actions", () => {
  it("fix one finding, and only the bytes that must change", async () => {
    const client = await start();
    const uri = "untitled:Untitled-1";
    client.open(uri, POD);
    await client.until(uri, has(PRIVILEGED));
    const actions = await client.actions(uri, rangeOf(POD, "true"));
    const fix = actions.find(({ title }) => title === "Run unprivileged") as CodeAction;
    expect(fix.kind).toBe("quickfix");
    expect(fix.diagnostics?.map(({ code }) => code)).toEqual([PRIVILEGED]);
    client.apply(fix.edit);
    expect(client.text(uri)).toBe(POD.replace("true", "false"));
    await client.until(uri, lacks(PRIVILEGED));
  });

  it("fix all findings of a rule in the file", async () => {
    const client = await start();
    const uri = "untitled:Untitled-1";
    const two = `${POD}---\n${POD}`;
    client.open(uri, two);
    await client.until(uri, has(PRIVILEGED));
    const [action] = (await client.actions(uri, rangeOf(two, "true"))).filter(({ title }) =>
      title.startsWith("Fix all findings of"),
    );
    client.apply(action?.edit);
    expect(client.text(uri)).toBe(two.replaceAll("privileged: true", "privileged: false"));
  });

  it("do not offer to fix all where but one can be fixed", async () => {
    const client = await start();
    const uri = "untitled:Untitled-1";
    const shared = `apiVersion: v1\nkind: Pod\nmetadata: { name: b }\nspec:\n  containers:
    - { name: a, image: a:1, securityContext: &sc { privileged: true } }\n    - { name: b, image: b:1, securityContext: *sc }\n`;
    const text = `${POD}---\n${shared}`;
    client.open(uri, text);
    const found = await client.until(uri, has(PRIVILEGED));
    expect(found.filter(({ code }) => code === PRIVILEGED)).toHaveLength(3);
    const titles = (await client.actions(uri, rangeOf(text, "true"))).map(({ title }) => title);
    expect(titles.filter((title) => title.startsWith("Fix all"))).toEqual([]);
  });

  it("do not try out hundreds of fixes for a menu, for clients that cannot ask for the edits later", async () => {
    const client = await start();
    const uri = "untitled:Untitled-1";
    const many = Array.from({ length: 201 }, () => POD).join("---\n");
    client.open(uri, many);
    await client.until(uri, has(PRIVILEGED));
    const titles = (await client.actions(uri, rangeOf(many, "true"))).map(({ title }) => title);
    expect(titles).toContain("Run unprivileged");
    expect(titles.filter((title) => title.startsWith("Fix all findings of"))).toEqual([]);
  });

  it("fix all findings of a rule when resolved, for clients that can", async () => {
    const codeAction = { ...EDITOR.textDocument?.codeAction, dataSupport: true, resolveSupport: { properties: ["edit"] } };
    const client = await start({ capabilities: { ...EDITOR, textDocument: { ...EDITOR.textDocument, codeAction } } });
    const uri = "untitled:Untitled-1";
    const two = `${POD}---\n${POD}`;
    client.open(uri, two);
    await client.until(uri, has(PRIVILEGED));
    const [action] = (await client.actions(uri, rangeOf(two, "true"))).filter(({ title }) =>
      title.startsWith("Fix all findings of"),
    );
    expect(action?.edit).toBeUndefined();
    client.apply((await client.request<CodeAction>("codeAction/resolve", action)).edit);
    expect(client.text(uri)).not.toContain("privileged: true");
  });

  it("on saving are those of the rules that the user has chosen; by hand, of all", async () => {
    const client = await start({ initializationOptions: { rulesOnSave: ["image-*"] } });
    const uri = "untitled:Untitled-1";
    client.open(uri, `apiVersion: extensions/v1beta1\nkind: Deployment\nmetadata: {name: a, resourceVersion: "1"}\nspec: {}\n`);
    const range = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
    const fixed = async (triggerKind: 1 | 2) => {
      const context = { diagnostics: [], only: ["source.fixAll"], triggerKind };
      const params = { textDocument: { uri }, range, context };
      return JSON.stringify(await client.request<readonly CodeAction[]>("textDocument/codeAction", params));
    };
    expect(await fixed(1)).toContain("source.fixAll.plimsoll");
    expect(await fixed(2)).toBe("[]");
  });

  it("errors alone are shown where the user wants it quiet", async () => {
    const client = await start({ initializationOptions: { quiet: true } });
    const uri = "untitled:Untitled-1";
    client.open(uri, POD);
    const shown = await client.until(uri, has(PRIVILEGED));
    expect(shown.filter(({ severity }) => severity !== 1)).toEqual([]);
    const everything = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
    const loud = new Set(shown.map(({ code }) => code));
    for (const { diagnostics = [] } of await client.actions(uri, everything))
      for (const { code } of diagnostics) expect(loud).toContain(code);
    expect((await client.actions(uri, rangeOf(POD, "app"))).map(({ title }) => title)).toEqual([]);
  });

  it("of source.fixAll.plimsoll are safe fixes only, and none when there is nothing to fix", async () => {
    const client = await start();
    const uri = "untitled:Untitled-1";
    const text = `apiVersion: extensions/v1beta1\nkind: Deployment\nmetadata: {name: a, resourceVersion: "1"}\nspec: {}\n---\n${POD}`;
    client.open(uri, text);
    const everything = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
    const actions = await client.actions(uri, everything, ["source.fixAll"]);
    expect(actions.map(({ kind }) => kind)).toEqual(["source.fixAll.plimsoll"]);
    client.apply(actions[0]?.edit);
    expect(client.text(uri)).toContain("privileged: true"); // changing that changes behaviour
    expect(client.text(uri)).not.toBe(text);
    expect(await client.actions(uri, everything, ["source.fixAll.plimsoll"])).toEqual([]);
    expect(await client.actions(uri, everything, ["refactor"])).toEqual([]);
    expect((await client.actions(uri, everything, ["quickfix"])).every(({ kind }) => kind === "quickfix")).toBe(true);
  });

  it("suppress a finding in each form", async () => {
    const client = await start();
    const open = async (name: string) => {
      client.open(name, POD);
      await client.until(name, has(PRIVILEGED));
      return (await client.actions(name, rangeOf(POD, "true"))).filter(({ title }) => title.startsWith(`Suppress ${PRIVILEGED}`));
    };
    const titles = (await open("untitled:0")).map(({ title }) => title);
    expect(titles).toEqual([
      `Suppress ${PRIVILEGED} for this line`,
      `Suppress ${PRIVILEGED} for the container "app"`,
      `Suppress ${PRIVILEGED} for the Pod "web"`,
    ]);
    for (const [i, title] of titles.entries()) {
      const uri = `untitled:${i + 1}`;
      client.apply((await open(uri)).find((one) => one.title === title)?.edit);
      const left = await client.until(uri, lacks(PRIVILEGED));
      expect(
        left.map(({ code }) => code),
        title,
      ).not.toContain("unused-suppression");
      expect(client.text(uri), title).not.toContain("reason");
    }
  });

  it("ask what to cover and why, where the client can", async () => {
    const client = await start({ initializationOptions: { suppress: true } });
    const uri = "untitled:Untitled-1";
    client.open(uri, POD);
    await client.until(uri, has(PRIVILEGED));
    const actions = await client.actions(uri, rangeOf(POD, "true"));
    const action = actions.find(({ title }) => title === `Suppress ${PRIVILEGED}…`);
    expect(action?.command?.command).toBe("plimsoll.suppress");
    const [place = []] = (action?.command?.arguments ?? []) as readonly unknown[][];
    const ask = <T>(command: string, ...more: readonly string[]) =>
      client.request<T>("workspace/executeCommand", { command, arguments: [...place, ...more] });
    const choices = await ask<readonly { readonly form: string }[]>("plimsoll.server.suppressions");
    expect(choices.map(({ form }) => form)).toEqual(["next-line", "container", "object", "file"]);
    for (const form of ["gone", ...choices.map(({ form }) => form)]) {
      const edit = await ask<CodeAction["edit"] | null>("plimsoll.server.suppress", form, "until the driver is replaced");
      if (form !== "file") continue;
      client.apply(edit ?? undefined);
      expect(client.text(uri)).toBe(`# plimsoll-disable-file ${PRIVILEGED} -- until the driver is replaced\n${POD}`);
    }
    await client.until(uri, lacks(PRIVILEGED));
    expect(await ask("plimsoll.server.suppressions")).toBeNull();
  });

  it("make the fixes of one container together, and ask once for all its findings", async () => {
    const client = await start({ initializationOptions: { suppress: true } });
    const uri = "untitled:Untitled-1";
    const text = POD.slice(0, POD.indexOf("      securityContext"));
    client.open(uri, text);
    await client.until(uri, has("missing-memory-limit"));
    const actions = await client.actions(uri, rangeOf(text, "name: app"));
    const titles = actions.map(({ title }) => title);
    expect(titles.slice(0, 3)).toEqual([
      "Set a cpu request of 100m",
      "Set a memory limit of 128Mi",
      "Set a cpu request of 100m and a memory limit of 128Mi",
    ]);
    expect(titles.length).toBeLessThanOrEqual(8);
    expect(titles.filter((title) => title.endsWith("…"))).toEqual(["Suppress…"]);
    client.apply(actions[2]?.edit);
    expect(client.text(uri)).toContain("requests:\n          cpu: 100m\n        limits:\n          memory: 128Mi\n");
    const left = await client.until(uri, lacks("missing-memory-limit"));
    expect(left.map(({ code }) => code)).not.toContain("missing-cpu-request");
  });

  it("are five for one finding at most, and for any cursor on its line", async () => {
    const client = await start({ initializationOptions: { suppress: true } });
    const uri = "untitled:Untitled-1";
    const text = `${POD}---\n${POD.replace("web", "other")}`;
    client.open(uri, text);
    await client.until(uri, has(PRIVILEGED));
    const { start: found } = rangeOf(text, "true");
    const cursor = { start: { line: found.line, character: 0 }, end: { line: found.line, character: 0 } };
    const actions = await client.actions(uri, cursor);
    expect(actions.map(({ title }) => title)).toEqual([
      "Run unprivileged",
      "Run unprivileged without capabilities",
      `Fix all findings of ${PRIVILEGED} in this file`,
      `Suppress ${PRIVILEGED} for this line`,
      `Suppress ${PRIVILEGED}…`,
    ]);
    expect(actions.filter(({ isPreferred }) => isPreferred)).toEqual([]); // it changes what the container may do
    expect((await client.actions(uri, cursor, [""])).length).toBe(actions.length);
  });
});
