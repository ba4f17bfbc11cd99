import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { URI } from "vscode-uri";
import { chartsOnDisk } from "../disk/chart-host.ts";
import { loadDescriptions } from "../disk/descriptions.ts";
import { forgetDisk } from "../disk/memory.ts";
import { expectLongRun, expectReading } from "../disk/optimizer.ts";
import { localPathOf, pathOfName, repositoryRoot } from "../disk/paths.ts";
import { disk } from "../disk/probes.ts";
import { readText } from "../disk/read.ts";
import { fileRoles } from "../disk/roles.ts";
import { MOST_SCHEMA_FOLDERS, walkInSteps } from "../disk/walk.ts";
import * as helm from "../helm/helm.ts";
import { errorText } from "../lint/rule/crash.ts";
import { maskError } from "../report/mask/mask.ts";
import { withoutMark } from "../text/byte-order-mark.ts";
import { serve } from "./server.ts";
import type { Files } from "./session/files.ts";
import { Turns } from "./session/turns.ts";

/** The file system. Ignore files count as they do on the command line. */
const nodeFiles: Files = {
  async list(folder, all = false) {
    const root = localPathOf(folder);
    if (root === undefined || !existsSync(root)) return [];
    forgetDisk(); // ignore files may have changed since the last time
    const turns = new Turns();
    const steps = walkInSteps(root, { ignoreFiles: !all });
    let step = steps.next();
    for (let folders = 1; !step.done; step = steps.next(), folders++) {
      if (all && folders > MOST_SCHEMA_FOLDERS) return [];
      await turns.next();
    }
    return step.value.files.sort().map((file) => URI.file(file).toString());
  },
  async read(uri) {
    const path = localPathOf(uri);
    const content = path === undefined ? undefined : readText(path);
    // An editor shows no byte order mark: positions count without it.
    return content && "text" in content ? withoutMark(content.text) : undefined;
  },
  refusal(uri) {
    const path = localPathOf(uri);
    if (path === undefined || !existsSync(path)) return undefined;
    const content = readText(path);
    return "problem" in content ? content.problem : undefined;
  },
  async isRepository(folder) {
    const path = localPathOf(folder);
    return path !== undefined && existsSync(`${path}/.git`);
  },
  descriptions: loadDescriptions,
  scanned: expectLongRun,
  now: {
    exists(uri, name) {
      const path = localPathOf(uri);
      return path === undefined ? undefined : existsSync(resolve(dirname(path), name));
    },
    read(name) {
      const path = pathOfName(name);
      const content = path === undefined ? undefined : readText(path);
      return content && "text" in content ? content.text : undefined;
    },
    charts: chartsOnDisk(helm, disk),
    repositoryOf(uri) {
      const path = localPathOf(uri);
      return (path === undefined ? undefined : repositoryRoot(dirname(path))) ?? "";
    },
    roleOf(uri) {
      const path = localPathOf(uri);
      return path === undefined ? undefined : fileRoles([path])(path);
    },
  },
};

expectReading();
const connection = createConnection(ProposedFeatures.all);
// Whatever was forgotten is logged and does not end the session.
process.on("unhandledRejection", (reason) => connection.console.error(maskError(errorText(reason))));
serve(connection, nodeFiles);
