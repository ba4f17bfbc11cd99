/** Something the user has to put right before the command can do its work: shown as it is, exit code 2. */
export class Refusal extends Error {
  /** What is wrong, one thing a line. */
  readonly lines: readonly string[];

  constructor(...lines: readonly string[]) {
    super(lines.join("\n"));
    this.lines = lines;
  }
}

/** The message of whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The same where the file is named already: of an error of the operating system, what is wrong alone. */
export function reasonOf(error: unknown): string {
  const message = messageOf(error);
  return /^E[A-Z]+: ([^,]+), \w+/.exec(message)?.[1] ?? message;
}
