// What a reader does on the site. Each gets a page, and fails by throwing.

const found = (page, rule) => page.locator(".findings .about", { hasText: rule }).first().waitFor();
const open = async (page, url, path = "/playground.html") => {
  await page.goto(url + path);
  await page.locator(".findings .where").first().waitFor();
};
/** Puts a text into the editor, as pasting does. */
const paste = async (page, text) => {
  await page.locator(".panes > .editor .cm-content").click();
  await page.keyboard.press("Control+A");
  await page.keyboard.insertText(text);
};
const gone = (page, rule) => page.locator(".findings .about", { hasText: rule }).first().waitFor({ state: "detached" });
const choose = (page, label) => page.locator(".bar label", { hasText: "Example" }).locator("select").selectOption({ label });
const text = (page, where = ".panes > .editor") => page.locator(`${where} .cm-content`).innerText();
/** Drops files on the playground, by their names. */
const drop = (page, files) =>
  page.locator(".playground").evaluate((target, given) => {
    const dataTransfer = new DataTransfer();
    for (const [name, content] of Object.entries(given)) dataTransfer.items.add(new File([content], name));
    target.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
  }, files);

const POD = `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  hostNetwork: true
  containers:
    - name: app
      image: ghcr.io/acme/app:1.2
`;

export const JOURNEYS = {
  "with the network off, what is pasted is judged, fixed and shared": async ({ page, context, url, loaded, shot }) => {
    await open(page, url);
    await page.waitForLoadState("networkidle");
    await context.setOffline(true);
    const before = loaded.length;
    await paste(page, `${POD}      securityContext:\n        privileged: true # why\n`);
    await found(page, "privileged-container");
    await found(page, "host-network");
    await page.locator(".panes .cm-lintRange-error").first().waitFor();
    await shot("playground");
    const finding = page.locator(".findings li", { hasText: "privileged-container" });
    await finding.getByRole("button", { name: "Run unprivileged" }).click();
    await gone(page, "privileged-container");
    if (!(await text(page)).includes("privileged: false # why")) throw new Error("the fix is not in the text");
    await page.getByRole("button", { name: "Share" }).click();
    await page.locator(".message").waitFor();
    if (!page.url().includes("#")) throw new Error("nothing is shared");
    if (loaded.length > before) throw new Error(`it asks for ${loaded.slice(before).join(", ")}`);
    await context.setOffline(false);
    const address = page.url();
    await page.goto("about:blank");
    await page.goto(address);
    await found(page, "host-network");
    if (!(await text(page)).includes("privileged: false # why")) throw new Error("the address does not hold the text");
  },

  "nothing can leave the page, and nothing its worker": async ({ page, url, complaints }) => {
    await open(page, url);
    const answer = await page.evaluate(async () => {
      const inPage = await fetch("/playground.html").then(
        () => "let out",
        () => "held",
      );
      const script = "fetch(self.name).then(() => postMessage('let out'), () => postMessage('held'))";
      const worker = new Worker(URL.createObjectURL(new Blob([script])), { name: `${location.origin}/playground.html` });
      const inWorker = await new Promise((resolve) => worker.addEventListener("message", ({ data }) => resolve(data)));
      return [inPage, inWorker];
    });
    if (answer.join() !== "held,held") throw new Error(answer.join());
    complaints.length = 0; // the browser says that it held them
  },

  "a fix is applied by a click where the finding is underlined": async ({ page, url, shot }) => {
    await open(page, url);
    await paste(page, `${POD}      securityContext:\n        privileged: true\n`);
    await found(page, "privileged-container");
    await page.locator(".panes .cm-lintRange-error", { hasText: "true" }).last().hover();
    const button = page.locator(".finding-tip").getByRole("button", { name: "Run unprivileged", exact: true });
    await button.waitFor();
    await shot("tooltip");
    await button.click();
    await gone(page, "privileged-container");
  },

  "the preset and the version decide": async ({ page, url }) => {
    await open(page, url);
    await paste(page, POD.replace("hostNetwork: true", "priority: 1"));
    await page.locator(".bar select[name=preset]").selectOption("all");
    await found(page, "image-not-pinned-to-digest");
    await page.locator(".bar select[name=preset]").selectOption("pss-baseline");
    await gone(page, "image-not-pinned-to-digest");
    await paste(
      page,
      "apiVersion: policy/v1beta1\nkind: PodDisruptionBudget\nmetadata:\n  name: web\nspec:\n  minAvailable: 1\n",
    );
    await page.locator(".bar select[name=preset]").selectOption("recommended");
    await found(page, "removed-api-version");
    await page.locator(".bar select[name=kubernetes]").selectOption("1.24");
    await gone(page, "removed-api-version");
  },

  "a chart is rendered beside, and judged where its values are written": async ({ page, url, shot }) => {
    await open(page, url);
    await choose(page, "Helm chart");
    await found(page, "privileged-container");
    await page.getByRole("button", { name: "Rendered" }).click();
    await page.getByRole("tab", { name: "shop/templates/deployment.yaml" }).click();
    await page.locator(".rendered .cm-content", { hasText: "replicas: 2" }).waitFor();
    await shot("chart");
    await page.getByLabel("Values").selectOption("values-production.yaml");
    await page.locator(".rendered .cm-content", { hasText: "replicas: 4" }).waitFor();
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 800 });
      const tops = await page
        .locator(".head > :not(.gap)")
        .evaluateAll((all) => all.map((one) => one.getBoundingClientRect()).map(({ top, height }) => top + height / 2));
      if (Math.max(...tops) - Math.min(...tops) > 6)
        throw new Error(`at ${width} px the head of the side has more than one line`);
      if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth))
        throw new Error(`at ${width} px the page is wider than its window`);
    }
  },

  "an overlay's patch is judged in what it builds": async ({ page, url, shot }) => {
    await open(page, url);
    await choose(page, "Kustomize overlay");
    await found(page, "host-network");
    await found(page, "privileged-container");
    await shot("overlay");
  },

  "files are dropped, and one that is no text is named": async ({ page, url }) => {
    await open(page, url);
    await drop(page, { "dropped.yaml": POD, "photo.bin": "\u0000\u0001" });
    await page.getByRole("tab", { name: "dropped.yaml" }).waitFor();
    await found(page, "host-network");
    await page.locator(".message", { hasText: "photo.bin" }).waitFor();
    await page.getByRole("button", { name: "Remove dropped.yaml" }).click();
    await page.getByRole("tab", { name: "dropped.yaml" }).waitFor({ state: "detached" });
  },

  "odd texts and addresses break nothing": async ({ page, url }) => {
    await open(page, url, "/playground.html#not-an-address");
    await page.locator(".message", { hasText: "no playground that can be read" }).waitFor();
    await paste(page, "a: [1, {b: *x}\n\t- \u0000 &a *a {{ }}\n".repeat(50));
    await page.locator(".findings").getByText("Nothing is found").or(page.locator(".findings .where").first()).first().waitFor();
    await paste(page, POD);
    await found(page, "host-network");
  },

  "an example of a rule's page opens with what it needs": async ({ page, url, shot }) => {
    await page.goto(`${url}/rules/untrusted-registry.html`);
    await shot("rule");
    await page.locator("a.try-it").first().click();
    await found(page, "untrusted-registry");
  },

  "rules are found by words, family, preset and standard": async ({ page, url, shot }) => {
    await page.goto(`${url}/rules/`);
    await page.locator(".rules li").first().waitFor();
    const names = () => page.locator(".rules li > a").allInnerTexts();
    await page.getByRole("searchbox").fill("privileged");
    if (!(await names()).includes("privileged-container")) throw new Error("not found by a word");
    await page.getByRole("searchbox").fill("");
    await page.getByLabel("Family").selectOption("rbac");
    await page.getByLabel("Standard").selectOption("cis");
    const cis = await names();
    if (!cis.includes("cluster-admin-binding") || cis.length > 40) throw new Error(`found ${cis.length}`);
    await page.getByLabel("Preset").selectOption("pss-baseline");
    if ((await names()).length > 0) throw new Error("rbac has nothing to do with Pod Security");
    await page.reload();
    await page.locator(".count", { hasText: "0 of" }).waitFor();
    await page.goto(`${url}/rules/?family=pod-security`);
    await shot("rules");
  },

  "the site's search finds a rule": async ({ page, url }) => {
    await page.goto(url);
    await page.waitForLoadState("networkidle");
    await page.locator(".DocSearch-Button").click();
    await page.locator("#localsearch-input").fill("privileged-container");
    await page.locator(".VPLocalSearchBox .result", { hasText: "privileged-container" }).first().waitFor();
  },

  "narrow and dark": async ({ page, url, shot }) => {
    await page.emulateMedia({ colorScheme: "dark" });
    await page.setViewportSize({ width: 390, height: 800 });
    for (const [name, path] of [
      ["home", "/"],
      ["playground", "/playground.html"],
      ["rules", "/rules/"],
      ["rule", "/rules/privileged-container.html"],
      ["guide", "/guide/configuration.html"],
    ]) {
      await page.goto(url + path);
      await page
        .locator(name === "playground" ? ".findings .where" : "h1, .rules li")
        .first()
        .waitFor();
      await shot(`phone-${name}`);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (wide > 0) throw new Error(`${path} is ${wide} pixels wider than the screen`);
    }
  },
};
