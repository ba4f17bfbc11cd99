/** Something the user has to put right before the command can do its work: shown as it is, exit code 2. */
export class Refusal extends Error {}

/** The message of whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
