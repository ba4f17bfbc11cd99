import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { URI } from "vscode-uri";
import { chartsOnDisk } from "../disk/chart.ts";
import { loadDescriptions } from "../disk/descriptions.ts";
import { pathOfName } from "../disk/paths.ts";
import { readText } from "../disk/read.ts";
import { fileRoles } from "../disk/roles.ts";
import { walk } from "../disk/walk.ts";
import * as helm from "../helm/helm.ts";
import { errorText } from "../lint/rule/crash.ts";
import { serve } from "./server.ts";
import type { Files } from "./session/files.ts";

/** The file system. Ignore files count as they do on the command line. */
const nodeFiles: Files = {
  async list(folder) {
    const root = pathOf(folder);
    if (root === undefined) return [];
    const { files } = walk(root, { ignoreFiles: true });
    return files.sort().map((file) => URI.file(file).toString());
  },
  async read(uri) {
    const path = pathOf(uri);
    const content = path === undefined ? undefined : readText(path);
    // An editor shows no byte order mark: positions count without it.
    return content && "text" in content ? content.text.replace(/^\uFEFF/, "") : undefined;
  },
  async isRepository(folder) {
    const path = pathOf(folder);
    return path !== undefined && existsSync(`${path}/.git`);
  },
  descriptions: loadDescriptions,
  now: {
    exists(uri, name) {
      const path = pathOf(uri);
      return path === undefined ? undefined : existsSync(resolve(dirname(path), name));
    },
    read(name) {
      const path = pathOfName(name);
      const content = path === undefined ? undefined : readText(path);
      return content && "text" in content ? content.text : undefined;
    },
    charts: chartsOnDisk(helm),
    roleOf(uri) {
      const path = pathOf(uri);
      return path === undefined ? undefined : fileRoles([path])(path);
    },
  },
};

function pathOf(uri: string): string | undefined {
  try {
    return fileURLToPath(uri).replace(/(?<=.)[/\\]$/, "");
  } catch {
    return undefined; // not a file
  }
}

const connection = createConnection(ProposedFeatures.all);
// Whatever was forgotten is logged and does not end the session.
process.on("unhandledRejection", (reason) => connection.console.error(errorText(reason)));
serve(connection, nodeFiles);
