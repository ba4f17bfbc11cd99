// The site as a browser shows it: node test/site/run.mjs (npm run test:site). Builds it, unless PLIMSOLL_SITE_BUILT says that it is built, and leaves
// screenshots in artifacts/. Playwright comes as in test/editors; without Chromium it is skipped, and that is said.
import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { installDriver, program } from "../editors/install.mjs";
import { launchBrowser } from "../editors/workbench.mjs";
import { JOURNEYS } from "./journeys.mjs";
import { serveFolder } from "./serve.mjs";

const repository = join(import.meta.dirname, "..", "..");
const artifacts = join(import.meta.dirname, "artifacts");
const dist = join(repository, "tools", "site", "dist");
/** What the playground may weigh with everything that it loads: bytes, gzipped. */
const MOST_BYTES = 1_500_000;

const chromium = program("chromium");
if (!chromium) {
  console.log("  skipped: Chromium is not installed");
  process.exit(0);
}
mkdirSync(artifacts, { recursive: true });
if (!process.env.PLIMSOLL_SITE_BUILT)
  execFileSync(process.execPath, ["tools/site/build.mjs"], { cwd: repository, stdio: "inherit" });
const site = await serveFolder(dist);
const browser = await launchBrowser(installDriver(), chromium);
let failed = 0;

for (const [name, journey] of Object.entries(JOURNEYS)) await check(name, (context) => journey(context));
await check(`the playground is at most ${MOST_BYTES / 1e6} MB gzipped with all that it loads`, async ({ page, loaded }) => {
  await page.goto(`${site.url}/playground.html`);
  await page.locator(".findings .where").first().waitFor();
  const bytes = loaded.reduce((sum, path) => sum + gzipSync(readFileSync(join(dist, path))).length, 0);
  console.log(`        ${loaded.length} files, ${(bytes / 1e6).toFixed(2)} MB`);
  if (bytes > MOST_BYTES) throw new Error(`it is ${bytes} bytes`);
});
await check("every page can be opened: links lead to pages that there are", async () => {
  const pages = readdirSync(dist, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".html"));
  const known = new Set(pages.map((name) => `/${name}`));
  const gone = pages.flatMap((name) =>
    [...readFileSync(join(dist, name), "utf8").matchAll(/ href="(\/[^"#?]*)/g)]
      .map((match) => match[1].replace(/\/$/, "/index.html"))
      .filter((href) => !known.has(href) && !/^\/(assets\/|icon\.png|vp-icons)/.test(href))
      .map((href) => `${name} → ${href}`),
  );
  if (gone.length > 0) throw new Error(gone.slice(0, 5).join(", "));
});

await browser.close();
site.stop();
console.log(failed === 0 ? "all passed" : `${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

/** Runs one check in a page of its own. Whatever the browser complains of fails it. */
async function check(name, test) {
  const context = await browser.newContext({ viewport: { width: 1360, height: 850 } });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const complaints = [];
  const loaded = [];
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  context.on("request", (request) => {
    const { protocol, origin, pathname } = new URL(request.url());
    if (protocol === "blob:") return;
    if (origin === site.url) loaded.push(pathname.replace(/\/$/, "/index.html"));
    else complaints.push(`asks for ${request.url()}`);
  });
  try {
    await test({
      page,
      context,
      loaded,
      complaints,
      url: site.url,
      shot: (as) => page.screenshot({ path: join(artifacts, `${as}.png`) }),
    });
    if (complaints.length > 0) throw new Error(complaints.join("; "));
    console.log(`  ok    ${name}`);
  } catch (error) {
    failed++;
    console.log(`  FAIL  ${name}\n        ${error.message}`);
    await page.screenshot({ path: join(artifacts, `failed-${failed}.png`) }).catch(() => {});
  }
  await context.close();
}
