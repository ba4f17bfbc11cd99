import { type Disposable, type ExtensionContext, ProcessExecution, Task, TaskScope, tasks, Uri } from "vscode";

const TYPE = "plimsoll";

/** Offers the task "lint workspace": the bundled command line over the folder, its findings read by the problem matcher. */
export function registerTasks(context: ExtensionContext): Disposable {
  const cli = Uri.joinPath(context.extensionUri, "dist", "cli.js").fsPath;
  const make = (definition: Task["definition"], scope: Task["scope"], name: string): Task => {
    const args = Array.isArray(definition.args) ? definition.args.map(String) : [];
    // The editor's own Node: on the desktop it is Electron, which is told to be Node.
    const execution = new ProcessExecution(process.execPath, [cli, "lint", "--format", "compact", "--color", "never", ...args], {
      env: { ELECTRON_RUN_AS_NODE: "1" },
    });
    return new Task(definition, scope ?? TaskScope.Workspace, name, TYPE, execution, "$plimsoll");
  };
  return tasks.registerTaskProvider(TYPE, {
    provideTasks: () => [make({ type: TYPE }, TaskScope.Workspace, "lint workspace")],
    resolveTask: (task) => make(task.definition, task.scope, task.name),
  });
}
