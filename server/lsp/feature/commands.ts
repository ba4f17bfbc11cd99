import { type Connection, type ExecuteCommandParams, MessageType, ShowMessageNotification } from "vscode-languageserver";
import { STARTER } from "../../lint/config/starter.ts";
import { createBaseline, writeBaseline } from "../../lint/suppression/baseline.ts";
import { fileMask } from "../../report/mask/file-mask.ts";
import { pageCases } from "../../report/page/page-cases.ts";
import { rulePage } from "../../report/page/rule-page.ts";
import { asFolder, isBelow } from "../../text/path.ts";
import { SERVER_COMMANDS } from "../protocol/messages.ts";
import { normalized } from "../protocol/uri.ts";
import type { Session } from "../session/session.ts";
import { suppressCommand } from "./suppress-actions.ts";

/** Runs a command of the server. An unknown one, or one with a wrong argument, answers null. */
export async function runCommand(
  { command, arguments: given = [] }: ExecuteCommandParams,
  session: Session,
  connection: Connection,
): Promise<unknown> {
  const [argument, sample] = given;
  const rule = session.rules.find(({ id }) => id === argument);
  switch (command) {
    case SERVER_COMMANDS.openRule: {
      if (!rule) return null;
      const uri = session.ruleUrl(rule.id);
      if (uri && session.profile.showDocument && (await isShown(connection, uri))) return null;
      const message = `${rule.title}. ${rule.why}${uri ? ` See ${uri}` : ""}`;
      await connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Info, message });
      return null;
    }
    case SERVER_COMMANDS.rulePage:
      return rule ? rulePage(rule, pageCases(rule, typeof sample === "string" ? sample : "")) : null;
    case SERVER_COMMANDS.rules:
      return session.rules.map(({ id, title }) => ({ id, title }));
    case SERVER_COMMANDS.lintWorkspace:
      return session.rescan(true);
    case SERVER_COMMANDS.baseline:
      return typeof argument === "string" ? baselineOf(asFolder(normalized(argument)), session) : null;
    case SERVER_COMMANDS.suppressions:
    case SERVER_COMMANDS.suppress:
      return suppressCommand(command, given, session);
    case SERVER_COMMANDS.starterConfig:
      return STARTER;
    default:
      return null;
  }
}

/** Whether the client shows a page of the web. */
async function isShown(connection: Connection, uri: string): Promise<boolean> {
  try {
    return (await connection.window.showDocument({ uri, external: true })).success;
  } catch {
    return false; // it refused; what there is to say is said in a message instead
  }
}

/** A baseline of everything that is found below a folder now, what an older baseline hides included. */
async function baselineOf(folder: string, session: Session): Promise<string> {
  await session.rescan();
  const findings = session.linter
    .uris()
    .filter((uri) => isBelow(folder, uri))
    .flatMap((uri) => {
      const result = session.linter.result(uri);
      const mask = fileMask(result);
      const hidden = result.suppressed.filter(({ by }) => by.kind === "baseline").map(({ finding }) => finding);
      return [...result.findings, ...hidden].map((finding) => mask.finding(finding));
    });
  return writeBaseline(createBaseline(findings, folder));
}
