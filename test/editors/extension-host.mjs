// Runs `extension-suite.cjs` in the extension host of Node, or in that of the browser.
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createServer, request } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { addressOf, freePort, makeProject } from "./workbench.mjs";

const LIMIT = 240_000; // a run that is set up wrongly hangs

/** In Node's extension host, against the installed extension. */
export async function runInNode({ workbench, browser, repository, artifacts }) {
  const folder = makeProject(repository);
  const development = mkdtempSync(join(tmpdir(), "plimsoll-tests-"));
  // The tests need an extension to come from, and the installed one is under test: so they come from one that calls itself as the YAML extension does,
  // with its settings and nothing else.
  const manifest = {
    name: "vscode-yaml",
    publisher: "redhat",
    version: "0.0.1",
    engines: { vscode: "^1.91.0" },
    main: "./index.cjs",
    contributes: {
      configuration: {
        properties: {
          "yaml.validate": { type: "boolean", default: true },
          "yaml.schemas": { type: "object", default: {} },
        },
      },
    },
  };
  writeFileSync(join(development, "package.json"), JSON.stringify(manifest));
  writeFileSync(join(development, "index.cjs"), "exports.activate = () => {};\n");
  cpSync(join(import.meta.dirname, "extension-suite.cjs"), join(development, "suite.cjs"));
  const remote = (path) => `vscode-remote://${new URL(workbench.url).host}${path}`;
  const payload = [
    ["extensionDevelopmentPath", remote(development)],
    ["extensionTestsPath", remote(join(development, "suite.cjs"))],
    ["enableProposedApi", ""],
  ];
  return run(browser, addressOf(workbench.url, folder, payload), join(artifacts, "extension-host.png"));
}

/** In the browser's: a proxy in front of the workbench serves the extension and tells the page to load it as a web extension. */
export async function runInBrowser({ workbench, extension, browser, repository, artifacts }) {
  const folder = makeProject(repository);
  const tests = join(extension, "__tests");
  mkdirSync(tests, { recursive: true });
  cpSync(join(import.meta.dirname, "extension-suite.cjs"), join(tests, "suite.js"));
  const proxy = await startProxy(workbench.url, extension);
  try {
    return await run(browser, addressOf(proxy.url, folder), join(artifacts, "web-extension.png"));
  } finally {
    proxy.stop();
  }
}

/** The folder of the extension as a workbench installed it. */
export function installedExtension({ extensions }) {
  const name = readdirSync(extensions).find((one) => one.startsWith("plimsoll.plimsoll-"));
  if (!name) throw new Error("the extension is not installed");
  return join(extensions, name);
}

async function run(browser, address, screenshot) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  // Everything that the page logs comes here; the suite marks its own lines.
  await page.exposeFunction("codeAutomationLog", (_kind, args) => {
    const text = args.join(" ");
    if (/^(ok|FAIL) {2,}/.test(text)) console.log(`  ${text}`);
  });
  const done = new Promise((resolve) => page.exposeFunction("codeAutomationExit", (code) => resolve(code)));
  await page.goto(address, { waitUntil: "domcontentloaded" });
  const limit = new Promise((resolve) => setTimeout(resolve, LIMIT, "no answer").unref());
  const code = await Promise.race([done, limit]);
  await page.screenshot({ path: screenshot });
  await context.close();
  if (code !== 0) console.log(`  the tests ended with ${code}`);
  return code === 0 ? 0 : 1;
}

async function startProxy(target, extension) {
  const port = await freePort();
  const host = `127.0.0.1:${port}`;
  const upstream = new URL(target);
  const server = createServer((incoming, response) => {
    const path = new URL(incoming.url, "http://localhost").pathname;
    if (path.startsWith("/__extension/")) return serveFile(join(extension, path.slice("/__extension/".length)), response);
    const headers = { ...incoming.headers };
    const isPage = path === "/";
    if (isPage) delete headers["accept-encoding"];
    const options = { hostname: upstream.hostname, port: upstream.port, path: incoming.url, method: incoming.method, headers };
    incoming.pipe(
      request(options, (answer) => {
        if (!isPage) {
          response.writeHead(answer.statusCode, answer.headers);
          answer.pipe(response);
          return;
        }
        const chunks = [];
        answer.on("data", (chunk) => chunks.push(chunk));
        answer.on("end", () => {
          const { "content-length": _length, "content-encoding": _encoding, etag: _etag, ...kept } = answer.headers;
          response.writeHead(answer.statusCode, kept);
          response.end(withExtension(Buffer.concat(chunks).toString("utf8"), host));
        });
      }),
    );
  });
  server.on("upgrade", (incoming, socket, head) => {
    const other = connect(Number(upstream.port), upstream.hostname, () => {
      const lines = [];
      for (let i = 0; i < incoming.rawHeaders.length; i += 2)
        lines.push(`${incoming.rawHeaders[i]}: ${incoming.rawHeaders[i + 1]}`);
      other.write(`${incoming.method} ${incoming.url} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n`);
      other.write(head);
      socket.pipe(other);
      other.pipe(socket);
    });
    other.on("error", () => socket.destroy());
    socket.on("error", () => other.destroy());
  });
  await new Promise((resolve) => server.listen(port, "127.0.0.1", resolve));
  return { url: `http://${host}`, stop: () => server.close() };
}

/** Adds the extension and its tests to what the page is told in its settings. */
function withExtension(page, host) {
  const at = (path) => ({ scheme: "http", authority: host, path });
  return page.replace(/(id="vscode-workbench-web-configuration" data-settings=")([^"]*)"/, (_, start, encoded) => {
    const settings = JSON.parse(encoded.replaceAll("&quot;", '"').replaceAll("&amp;", "&"));
    settings.developmentOptions = {
      ...settings.developmentOptions,
      extensions: [at("/__extension")],
      extensionTestsPath: at("/__extension/__tests/suite.js"),
    };
    return `${start}${JSON.stringify(settings).replaceAll("&", "&amp;").replaceAll('"', "&quot;")}"`;
  });
}

function serveFile(path, response) {
  const found = existsSync(path) && statSync(path).isFile();
  const type = path.endsWith(".js") ? "text/javascript" : path.endsWith(".json") ? "application/json" : "text/plain";
  response.writeHead(found ? 200 : 404, { "content-type": type, "access-control-allow-origin": "*" });
  response.end(found ? readFileSync(path) : "");
}
