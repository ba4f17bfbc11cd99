import { setFlagsFromString } from "node:v8";

/** Measured with the V8 of Node 20; other versions decide by other rules. */
const isMeasured = process.versions.v8.startsWith("11.3.");

/**
 * Tells V8 that what runs from now on runs for seconds, as a run of the command or the first reading of a workspace does: a function is worth optimising
 * only once it has run a lot, and together with little of what it calls.
 */
export function expectShortRun(): void {
  if (isMeasured)
    setFlagsFromString("--interrupt-budget=500000 --max-inlined-bytecode-size=100 --max-inlined-bytecode-size-cumulative=150");
}

/**
 * The same for the first reading of a workspace, which keeps what it reads in an editor for hours: V8 collects garbage before its heap has grown by two fifths, where it may
 * grow to four times its size. For a hundred charts that takes up to a seventh more time, and four tenths less memory.
 */
export function expectReading(): void {
  expectShortRun();
  if (isMeasured) setFlagsFromString("--heap-growing-percent=40");
}

/** Gives V8's own values back, for what runs on as long as an editor is open. */
export function expectLongRun(): void {
  if (isMeasured)
    setFlagsFromString(
      "--interrupt-budget=67584 --max-inlined-bytecode-size=460 --max-inlined-bytecode-size-cumulative=920 --heap-growing-percent=0",
    );
}
