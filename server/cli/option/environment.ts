/** What a verb is told about the world. */
export interface Environment {
  /** The absolute working directory. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What standard input holds; without it, the input of the process is read. */
  readonly stdin?: string;
  readonly stdout: Output;
  readonly stderr: Output;
}

/** A stream that text goes to. */
export interface Output {
  readonly isTTY?: boolean;
  /** `false` where the reader is behind: a "drain" tells when it has caught up, a "close" that it has gone. */
  write(text: string): unknown;
  once?(event: "drain" | "close", listener: () => void): unknown;
  off?(event: "drain" | "close", listener: () => void): unknown;
}
