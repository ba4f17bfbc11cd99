/** One command of a shell script: the program and its words, without quotes. */
export interface Command {
  readonly program: string;
  readonly words: readonly string[];
}

const SHELLS: ReadonlySet<string> = new Set(["sh", "bash", "ash", "dash", "busybox"]);

export function isShell(program: string): boolean {
  return SHELLS.has(program);
}

/** What may stand before a command and is not the command. */
const PREFIXES: ReadonlySet<string> = new Set(["exec", "nohup", "sudo", "env", "time", "then", "do", "else", "{", "("]);

/** A word (bare and quoted pieces), a line that goes on, or what ends a command. */
const TOKEN = /(?:[^\s"';|&<>\\]|\\[^\n]|"(?:\\[\s\S]|[^"\\])*"|'[^']*')+|\\\r?\n|[\n;|&]+|[<>]+/g;

/**
 * The commands of a shell script, as far as words, quotes, joined lines and separators go. It finds the flags in
 * `exec kube-apiserver --a=b \ --c=d >>/var/log/x`, and does not claim to be a shell.
 */
export function scriptWords(script: string): readonly Command[] {
  const commands: { program: string; words: string[] }[] = [];
  let current: { program: string; words: string[] } | undefined;
  for (const [token] of script.matchAll(TOKEN)) {
    if (token.startsWith("\\\n") || token.startsWith("\\\r")) continue;
    if (/^[\n;|&]/.test(token)) current = undefined;
    else if (/^[<>]/.test(token)) continue;
    else if (current) current.words.push(unquote(token));
    else if (!PREFIXES.has(token) && !/^\w+=/.test(token)) {
      current = { program: unquote(token), words: [] };
      commands.push(current);
    }
  }
  return commands;
}

function unquote(token: string): string {
  return token.replaceAll(/"((?:\\[\s\S]|[^"\\])*)"|'([^']*)'/g, (_, double?: string, single?: string) => double ?? single ?? "");
}
