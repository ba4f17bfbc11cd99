// Runs inside an extension host, Node's or the browser's, against the installed extension: nothing but the `vscode` API may be used.
const vscode = require("vscode");

const FOUR = [
  ["web.yaml", "privileged-container", "true"],
  ["web.yaml", "missing-memory-limit", "tuner"],
  ["web.yaml", "nodeport-service", "NodePort"],
  ["access.yaml", "cluster-admin-binding", "cluster-admin"],
];

const root = () => vscode.workspace.workspaceFolders[0].uri;
const file = (name) => vscode.Uri.joinPath(root(), name);
const codeOf = ({ code }) => (typeof code === "object" ? code.value : code);
const findings = (uri) => vscode.languages.getDiagnostics(uri).filter(({ source }) => source === "plimsoll");
const named = (uri, rule) => findings(uri).find((one) => codeOf(one) === rule);

async function until(what, check) {
  for (const began = Date.now(); ; ) {
    const found = await check();
    if (found) return found;
    if (Date.now() - began > 20_000) throw new Error(`${what}: not within 20 s`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function equal(actual, expected, what) {
  if (JSON.stringify(actual) !== JSON.stringify(expected))
    throw new Error(`${what}: ${JSON.stringify(actual)}, not ${JSON.stringify(expected)}`);
}

async function show(name) {
  const document = await vscode.workspace.openTextDocument(file(name));
  await vscode.window.showTextDocument(document);
  return document;
}

async function revert() {
  await vscode.commands.executeCommand("workbench.action.files.revert");
}

const actionsAt = (uri, range) =>
  vscode.commands.executeCommand("vscode.executeCodeActionProvider", uri, range, vscode.CodeActionKind.QuickFix.value);

const TESTS = {
  async "the four violations have their exact places"() {
    for (const [name, rule, text] of FOUR) {
      const document = await show(name);
      const found = await until(rule, () => named(document.uri, rule));
      equal(document.getText(found.range), text, rule);
    }
  },

  async "a quick fix changes what it must"() {
    const document = await show("web.yaml");
    const before = document.getText();
    const { range } = await until("privileged", () => named(document.uri, "privileged-container"));
    const actions = await actionsAt(document.uri, range);
    const fix = actions.find(({ title }) => title === "Run unprivileged");
    await vscode.workspace.applyEdit(fix.edit);
    equal(document.getText(), before.replace("privileged: true", "privileged: false"), "the text");
    await until("no finding", () => !named(document.uri, "privileged-container"));
    await revert();
  },

  async "suppressions hide the finding, whatever they cover"() {
    const document = await show("web.yaml");
    const { range } = await until("privileged", () => named(document.uri, "privileged-container"));
    const titles = (await actionsAt(document.uri, range)).map(({ title }) => title);
    const forms = titles.filter((title) => title.startsWith("Suppress privileged-container "));
    if (forms.length === 0) throw new Error("no suppression is offered");
    if (!titles.includes("Suppress privileged-container…")) throw new Error("nothing asks for a reason");
    for (const form of forms) {
      const found = await until("privileged", () => named(document.uri, "privileged-container"));
      const action = (await actionsAt(document.uri, found.range)).find(({ title }) => title === form);
      await vscode.workspace.applyEdit(action.edit);
      await until(form, () => !named(document.uri, "privileged-container"));
      await revert();
    }
  },

  async "settings and configuration files take effect, and a file wins"() {
    const document = await show("web.yaml");
    await until("privileged", () => named(document.uri, "privileged-container"));
    const settings = vscode.workspace.getConfiguration("plimsoll");
    await settings.update("rules", { "privileged-container": "off" }, vscode.ConfigurationTarget.Workspace);
    await until("off by setting", () => !named(document.uri, "privileged-container"));
    const config = file("plimsoll.yaml");
    await vscode.workspace.fs.writeFile(config, new TextEncoder().encode("rules: { privileged-container: info }\n"));
    const found = await until("on by file", () => named(document.uri, "privileged-container"));
    equal(found.severity, vscode.DiagnosticSeverity.Information, "the severity");
    await vscode.workspace.fs.delete(config);
    await until("off again", () => !named(document.uri, "privileged-container"));
    await settings.update("rules", undefined, vscode.ConfigurationTarget.Workspace);
    await until("on again", () => named(document.uri, "privileged-container"));
  },

  async "untitled documents are checked, and forgotten"() {
    const content = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {hostPID: true, containers: [{name: a, image: a:1}]}\n";
    const document = await vscode.workspace.openTextDocument({ language: "yaml", content });
    await vscode.window.showTextDocument(document);
    await until("a finding", () => named(document.uri, "host-pid"));
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
    await until("no finding", () => findings(document.uri).length === 0);
  },

  async "broken YAML is left to the YAML extension where there is one, and what only kubectl refuses is not"() {
    const content = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n  a: b\n  a: c\n---\nkind: Pod\napiVersion: v1\nmetadata: {name: "\\/"}\n';
    const document = await vscode.workspace.openTextDocument({ language: "yaml", content });
    await vscode.window.showTextDocument(document);
    await until("what kubectl refuses", () => named(document.uri, "invalid-yaml"));
    const isBeside = vscode.extensions.getExtension("redhat.vscode-yaml") !== undefined;
    equal(named(document.uri, "duplicate-key") === undefined, isBeside, "the duplicate key is left out");
    if (isBeside) {
      const yaml = vscode.workspace.getConfiguration("yaml");
      await yaml.update("validate", false, vscode.ConfigurationTarget.Workspace);
      await until("the duplicate key, as nobody else says it", () => named(document.uri, "duplicate-key"));
      await yaml.update("validate", undefined, vscode.ConfigurationTarget.Workspace);
      await until("left to the other again", () => !named(document.uri, "duplicate-key"));
    }
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  },

  async "hover, symbols and completion answer"() {
    const document = await show("web.yaml");
    const found = await until("privileged", () => named(document.uri, "privileged-container"));
    const hovers = await vscode.commands.executeCommand("vscode.executeHoverProvider", document.uri, found.range.start);
    const texts = hovers.flatMap(({ contents }) => contents.map(({ value }) => value));
    if (!texts.some((text) => text.includes("every capability"))) throw new Error(`hover says ${JSON.stringify(texts)}`);
    const symbols = await vscode.commands.executeCommand("vscode.executeDocumentSymbolProvider", document.uri);
    const names = symbols.map(({ name }) => name);
    for (const name of ["Deployment web", "Service web", "Ingress web"])
      if (!names.includes(name)) throw new Error(`"${name}" is not among ${names}`);
  },

  async "commands do what they say"() {
    const commands = await vscode.commands.getCommands(true);
    for (const name of ["fixAll", "lintWorkspace", "createConfig", "createBaseline", "explainRule", "showGraph", "showOutput", "restart"])
      if (!commands.includes(`plimsoll.${name}`)) throw new Error(`plimsoll.${name} is missing`);
    await show("web.yaml");
    await vscode.commands.executeCommand("plimsoll.createConfig");
    equal(vscode.window.activeTextEditor.document.uri.path.endsWith("/plimsoll.yaml"), true, "the configuration is open");
    await vscode.workspace.fs.delete(file("plimsoll.yaml"));
    await vscode.commands.executeCommand("plimsoll.createBaseline");
    await until("hidden by the baseline", () => !named(file("web.yaml"), "privileged-container"));
    await vscode.workspace.fs.delete(file("plimsoll-baseline.json"));
    await until("shown again", () => named(file("web.yaml"), "privileged-container"));
    await vscode.commands.executeCommand("plimsoll.lintWorkspace");
    await until("a file that is not open", () => named(file("access.yaml"), "cluster-admin-binding"));
    await vscode.commands.executeCommand("plimsoll.restart");
    await until("findings after a restart", () => named(file("web.yaml"), "privileged-container"));
  },
};

exports.run = async () => {
  let failed = 0;
  for (const [name, test] of Object.entries(TESTS))
    try {
      await test();
      console.log(`ok    ${name}`);
    } catch (error) {
      failed++;
      console.log(`FAIL  ${name}: ${error && error.stack}`);
      await revert();
    }
  if (failed > 0) throw new Error(`${failed} failed`);
};
