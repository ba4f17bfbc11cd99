// Journeys through the user interface of VS Code. The file on disk is the strongest check.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { addressOf, makeProject, poll } from "./workbench.mjs";

/** Each opens a file at a place and does what a person would do. */
export const JOURNEYS = {
  "the four violations are underlined and listed": async ({ open, page, shot }) => {
    await open("web.yaml", 1, 1);
    await page.locator(".editor-instance .squiggly-error").first().waitFor();
    await page.keyboard.press("Control+Shift+M");
    const row = (text) => page.locator(".markers-panel .monaco-list-row", { hasText: text }).first().waitFor();
    await row("privileged-container");
    await row("missing-memory-limit");
    await row("nodeport-service");
    await shot("web");
    await open("access.yaml", 1, 1);
    await page.locator(".editor-instance .squiggly-error").first().waitFor();
    await page.keyboard.press("Control+Shift+M");
    await row("cluster-admin-binding");
    await shot("access");
  },

  "a quick fix is applied and saved": async ({ open, page, read, pick, shot }) => {
    await open("web.yaml", 34, 26);
    await page.locator(".editor-instance .squiggly-error").first().waitFor();
    await pick("Run unprivileged", "fixes");
    await poll("the fix in the text", async () => (await linesOf(page)).some((line) => line.includes("privileged: false")));
    await page.keyboard.press("Control+S");
    await poll("the fix on disk", () => read("web.yaml").includes("privileged: false"));
    const comment = "- name: tuner # raises the node's connection limits";
    if (!read("web.yaml").includes(comment)) throw new Error("the comment is gone");
    await shot("fixed");
  },

  "a finding is suppressed for its container": async ({ open, page, read, pick, shot }) => {
    await open("web.yaml", 34, 26);
    await page.locator(".editor-instance .squiggly-error").first().waitFor();
    await pick('Suppress privileged-container for the container "tuner"');
    await page.locator(".editor-instance .squiggly-error").first().waitFor({ state: "detached" });
    await page.keyboard.press("Control+S");
    await poll("the comment on disk", () => read("web.yaml").includes("# plimsoll-disable-next-line privileged-container\n"));
    await shot("suppressed");
  },

  "the rule is explained on hover": async ({ open, page, shot }) => {
    await open("web.yaml", 34, 26);
    await page.locator(".editor-instance .squiggly-error").first().waitFor();
    await page.keyboard.press("Control+K");
    await page.keyboard.press("Control+I");
    await page.locator(".monaco-hover:visible", { hasText: "every capability" }).first().waitFor();
    await shot("hover");
  },

  "the rule's id opens the page that comes with the extension": async ({ open, page, picture }) => {
    await open("web.yaml", 34, 26);
    await page.locator(".editor-instance .squiggly-error").first().waitFor();
    await picture("findings");
    const preview = page.frameLocator("iframe.webview").last().frameLocator("iframe#active-frame");
    const heading = preview.locator("h1", { hasText: "privileged-container" });
    // A hover that is drawn again, as on a busy machine, takes no click.
    for (let attempt = 0; attempt < 5 && !(await heading.isVisible()); attempt++) {
      if (attempt > 0) await open("web.yaml", 34, 26);
      await page.keyboard.press("Control+K");
      await page.keyboard.press("Control+I");
      const link = page.locator(".monaco-hover:visible a", { hasText: "privileged-container" }).first();
      await link.click({ timeout: 10_000 }).catch(() => {});
      await heading.waitFor({ timeout: 10_000 }).catch(() => {});
    }
    await heading.waitFor();
    await picture("page");
  },

  "ids of rules are completed in settings.json": async ({ open, page, folder, shot }) => {
    mkdirSync(join(folder, ".vscode"), { recursive: true });
    for (const setting of ["rules", "severities"]) {
      writeFileSync(join(folder, ".vscode", "settings.json"), `{\n  "plimsoll.${setting}": {\n    ""\n  }\n}\n`);
      await open(".vscode/settings.json", 3, 6); // between quotes that are there: an editor that has just started closes none
      const widget = page.locator(".suggest-widget.visible .monaco-list-row", { hasText: "privileged-container" }).first();
      for (let attempt = 0; attempt < 5 && !(await widget.isVisible()); attempt++) {
        await page.keyboard.type(attempt === 0 ? "privileged-cont" : "");
        await page.keyboard.press("Escape"); // where it says already that there is nothing, the key only asks for details
        await page.keyboard.press("Control+Space");
        await widget.waitFor({ timeout: 5000 }).catch(() => {});
      }
      await widget.waitFor();
      await shot(setting);
      await page.keyboard.press("Escape");
      await page.keyboard.press("Control+Z"); // nothing is left to be restored
    }
  },

  "what an overlay breaks is underlined in its patch": async ({ open, page, folder, shot }) => {
    mkdirSync(join(folder, "production"));
    writeFileSync(join(folder, "kustomization.yaml"), "resources: [web.yaml]\n");
    writeFileSync(
      join(folder, "production", "kustomization.yaml"),
      "namePrefix: production-\nresources: [..]\npatches: [{path: service.yaml}]\n",
    );
    const metadata = "metadata:\n  name: web\n  namespace: shop\n";
    const patch = `apiVersion: v1\nkind: Service\n${metadata}spec:\n  selector:\n    app.kubernetes.io/name: wbe\n`;
    writeFileSync(join(folder, "production", "service.yaml"), patch);
    await open("production/service.yaml", 8, 29);
    await page.locator(".editor-instance .squiggly-warning").first().waitFor();
    await page.keyboard.press("Control+Shift+M");
    const row = page.locator(".markers-panel .monaco-list-row", { hasText: 'Service "web" selects no pod' }).first();
    await row.waitFor();
    await shot("patch");
  },

  "a ConfigMap's definition and references are found, and it is renamed everywhere": async ({
    open,
    page,
    folder,
    read,
    shot,
  }) => {
    writeFileSync(join(folder, "settings.yaml"), SETTINGS);
    writeFileSync(join(folder, "reader.yaml"), READER);
    await open("reader.yaml", 10, 35);
    await page.locator(".editor-instance .squiggly-warning").first().waitFor();
    await page.keyboard.press("F12");
    await page.locator(".tab.active", { hasText: "settings.yaml" }).waitFor();
    await shot("definition");
    await page.keyboard.press("Shift+F12"); // the only place that uses it is opened at once
    await page.locator(".tab.active", { hasText: "reader.yaml" }).waitFor();
    await shot("references");
    await renameTo(page, "front-settings");
    await page.keyboard.press("Control+K");
    await page.keyboard.press("s"); // saves all
    await poll("the name in the ConfigMap", () => read("settings.yaml").includes("name: front-settings # of the front end"));
    await poll("the name where it is used", () => read("reader.yaml").includes("configMapRef: {name: front-settings}"));
    await shot("renamed");
  },

  "a value of a chart is followed, renamed and rendered": async ({ open, page, folder, read, shot }) => {
    mkdirSync(join(folder, "chart", "templates"), { recursive: true });
    for (const [name, text] of Object.entries(CHART)) writeFileSync(join(folder, "chart", name), text);
    await open("chart/templates/pod.yaml", 8, 30);
    await page.locator(".editor-instance .monaco-editor .view-line").first().waitFor();
    for (
      let attempt = 0;
      attempt < 5 && !(await page.locator(".tab.active", { hasText: "values.yaml" }).isVisible());
      attempt++
    ) {
      await page.keyboard.press("F12"); // the chart may not be known yet
      await page
        .locator(".tab.active", { hasText: "values.yaml" })
        .waitFor({ timeout: 5000 })
        .catch(() => {});
    }
    await shot("value");
    await renameTo(page, "imageName");
    await page.keyboard.press("Control+K");
    await page.keyboard.press("s");
    await poll("the key in the values", () => read("chart/values.yaml").includes("imageName: ghcr.io/acme/web:1.2.3"));
    await poll("the key in the template", () => read("chart/templates/pod.yaml").includes("{{ .Values.imageName }}"));
    await page.keyboard.press("F1");
    await page.keyboard.type("Plimsoll: Show Rendered Template");
    await page.locator(".quick-input-list .monaco-list-row", { hasText: "Show Rendered Template" }).first().waitFor();
    await page.keyboard.press("Enter");
    await page.locator(".view-line", { hasText: "shop-web" }).first().waitFor();
    await shot("rendered");
  },

  "a broken configuration is said by the status and in the problems": async ({ open, page, folder, shot }) => {
    writeFileSync(join(folder, "plimsoll.yaml"), "extends: [strikt]\n");
    await open("web.yaml", 34, 26);
    await page.locator(".editor-instance .squiggly-error").first().waitFor(); // no finding is lost
    await page.keyboard.press("Control+Shift+M");
    await page.locator(".markers-panel .monaco-list-row", { hasText: 'There is no preset "strikt"' }).first().waitFor();
    await page
      .locator(".statusbar-item", { has: page.locator(".codicon-bracket-error, .codicon-bracket-dot, .codicon-bracket") })
      .first()
      .hover();
    await page.getByText("Plimsoll: configuration").first().waitFor();
    await shot("status");
  },

  "quiet shows errors only": async ({ open, page, folder }) => {
    await open("web.yaml", 34, 26);
    await page.locator(".editor-instance .squiggly-warning").first().waitFor();
    mkdirSync(join(folder, ".vscode"), { recursive: true });
    writeFileSync(join(folder, ".vscode", "settings.json"), '{ "plimsoll.quiet": true }');
    await page.locator(".editor-instance .squiggly-warning").first().waitFor({ state: "detached" });
    await page.locator(".editor-instance .squiggly-error").first().waitFor();
  },

  "a setting takes effect without a reload": async ({ open, page, folder, shot }) => {
    await open("web.yaml", 34, 26);
    await page.locator(".editor-instance .squiggly-error").first().waitFor();
    mkdirSync(join(folder, ".vscode"), { recursive: true });
    writeFileSync(join(folder, ".vscode", "settings.json"), '{ "plimsoll.rules": { "privileged-container": "off" } }');
    await page.locator(".editor-instance .squiggly-error").first().waitFor({ state: "detached" });
    await shot("setting");
  },
};

const SETTINGS = `apiVersion: v1
kind: ConfigMap
metadata:
  name: web-settings # of the front end
data: {LEVEL: info}
`;

const READER = `apiVersion: v1
kind: Pod
metadata:
  name: reader
spec:
  containers:
    - name: reader
      image: ghcr.io/acme/reader:1.2.3
      envFrom:
        - configMapRef: {name: web-settings}
`;

const CHART = {
  "Chart.yaml": "apiVersion: v2\nname: shop\nversion: 1.0.0\n",
  "values.yaml": "image: ghcr.io/acme/web:1.2.3\n",
  "templates/pod.yaml":
    "apiVersion: v1\nkind: Pod\nmetadata:\n  name: {{ .Chart.Name }}-web\nspec:\n  containers:\n    - name: web\n      image: {{ .Values.image }}\n",
};

/** The same first squiggle where the folder is not trusted. */
export const RESTRICTED = {
  "findings are shown in Restricted Mode": async ({ open, page, shot }) => {
    await open("web.yaml", 34, 26);
    await page.locator(".editor-instance .squiggly-error").first().waitFor();
    await page.getByText("Restricted Mode").first().waitFor();
    await shot("restricted");
  },
};

/** Runs journeys, each with a project and a browser context of its own. Returns how many failed. */
export async function runJourneys({ journeys, workbench, browser, repository, artifacts }) {
  let failed = 0;
  for (const [name, journey] of Object.entries(journeys)) {
    const folder = makeProject(repository);
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    page.setDefaultTimeout(60_000); // the first squiggle has taken 32 s on a busy machine
    const slug = name.replaceAll(/\W+/g, "-");
    const shot = (step) => page.screenshot({ path: join(artifacts, `${slug}-${step}.png`) });
    // The pictures of the extension's own page, which `vscode pictures` writes.
    const picture = (as) => page.screenshot({ path: join(artifacts, "pictures", `${as}.jpg`), type: "jpeg", quality: 50 });
    try {
      await journey({
        page,
        folder,
        shot,
        picture,
        read: (file) => readFileSync(join(folder, file), "utf8"),
        open: (file, line, column) => openAt(page, workbench.url, folder, `${file}:${line}:${column}`),
        pick: (title, as) => pickAction(page, title, as ? () => picture(as) : shot),
      });
      console.log(`  ok    ${name}`);
    } catch (error) {
      failed++;
      console.log(`  FAIL  ${name}: ${String(error).split("\n")[0]}`);
      await shot("failed");
    }
    await context.close();
  }
  return failed;
}

async function openAt(page, url, folder, place) {
  const file = `vscode-remote://${new URL(url).host}${folder}/${place}`;
  const payload = [
    ["openFile", file],
    ["gotoLineMode", "true"],
  ];
  await page.goto(addressOf(url, folder, payload), { waitUntil: "domcontentloaded" });
  await page.locator(".editor-instance .monaco-editor.focused").waitFor();
}

/** Opens the light bulb's menu and chooses. The key is sometimes lost, so it is pressed again. */
async function pickAction(page, title, shot) {
  const rows = page.locator(".action-widget .monaco-list-row.action");
  for (let attempt = 0; ; attempt++) {
    await page.keyboard.press("Control+.");
    const shown = await rows
      .first()
      .waitFor({ timeout: 3000 })
      .then(
        () => true,
        () => false,
      );
    if (shown) break;
    if (attempt === 4) throw new Error("no menu of code actions");
  }
  await shot("menu");
  const titles = await rows.allInnerTexts();
  const index = titles.findIndex((text) => text.trim() === title);
  if (index < 0) throw new Error(`"${title}" is not among ${JSON.stringify(titles)}`);
  // The first is chosen already. By keyboard: a click can meet the layer that closes the menu.
  for (let i = 0; i < index; i++) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
}

/** Renames what stands at the cursor. */
async function renameTo(page, name) {
  const input = page.locator("input.rename-input");
  for (let attempt = 0; attempt < 5 && !(await input.isVisible()); attempt++) {
    await page.keyboard.press("F2");
    await input.waitFor({ timeout: 5000 }).catch(() => {});
  }
  await input.fill(name);
  await page.keyboard.press("Enter");
  await input.waitFor({ state: "hidden" });
}

async function linesOf(page) {
  return (await page.locator(".editor-instance .view-line").allInnerTexts()).map((line) => line.replaceAll("\u00a0", " "));
}
