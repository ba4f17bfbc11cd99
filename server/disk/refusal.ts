/** Something the user has to put right before the command can do its work: shown as it is, exit code 2. */
export class Refusal extends Error {
  /** What is wrong, one thing a line. */
  readonly lines: readonly string[];

  constructor(...lines: readonly string[]) {
    super(lines.join("\n"));
    this.lines = lines;
  }
}

/** The message of whatever was thrown. Of an error of the operating system what is wrong alone: whoever shows it names the file. */
export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code, message } = error as NodeJS.ErrnoException;
  const [, reason] = (code !== undefined && /^[A-Z]\w+: ([^,]+), \w+/.exec(message)) || [];
  return reason ?? message;
}
