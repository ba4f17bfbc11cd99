import { oneLine } from "../../report/plain.ts";
import type { Output } from "./environment.ts";

/**
 * Says something on standard error, in one line behind the name of the command. Names of files and texts of others may be in it: nothing of them steers a
 * terminal, begins a line, or is a command to who runs the job (`::error::`).
 */
export function warn(stderr: Output, message: string): void {
  stderr.write(`plimsoll: ${oneLine(message)}\n`);
}
