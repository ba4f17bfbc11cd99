import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe } from "vitest";
import { FULL } from "../support/effort.ts";

/** The programs of this folder: other people's code behind one protocol (`batch/batch.go`). */
export type Oracle = "decode" | "validate" | "kustomize" | "helm" | "authorize";

/** A panic of the code under question: the tool that contains it would have died. */
export interface Crash {
  readonly crash: string;
}

/** A batch is cut into runs of about so many characters: a string of Node has an upper limit. */
const RUN = 64_000_000;

const binary = (oracle: Oracle) => fileURLToPath(new URL(`bin/${oracle}`, import.meta.url));

/** Programs are asked in a full run and where answers are written (`-u`); else what they have said is compared. */
const ASKING = FULL || process.env.PLIMSOLL_RECORD !== undefined || process.env.PLIMSOLL_UPDATE === "1";

/** Whether `npm run oracles` has built the program. */
export function oracleBuilt(oracle: Oracle): boolean {
  return existsSync(binary(oracle));
}

/** Whether the program is built, and this run of the tests asks it. */
export function oracleAvailable(oracle: Oracle): boolean {
  return ASKING && oracleBuilt(oracle);
}

/** `describe` for tests that ask a program itself: skipped where it is not asked or not built, and says so. */
export function describeOracle(oracle: Oracle, name: string, body: () => void): void {
  const present = oracleAvailable(oracle);
  const why = ASKING
    ? `the oracle "${oracle}" is not built (npm run oracles, with Go)`
    : "asked in a full run (npm run test:full)";
  if (!present) process.stderr.write(`skipped: "${name}": ${why}\n`);
  describe.skipIf(!present)(present ? name : `${name} (skipped: ${why})`, body);
}

/** The answers of a program to many questions, in their order. Throws where the program is not built or does not understand a question. */
export function ask<Question, Answer>(oracle: Oracle, questions: readonly Question[]): readonly (Answer | Crash)[] {
  const lines = questions.map((question) => `${JSON.stringify(question)}\n`);
  const answers: (Answer | Crash)[] = [];
  while (answers.length < lines.length) {
    const from = answers.length;
    let to = from;
    for (let size = 0; to < lines.length && (to === from || size + (lines[to] as string).length <= RUN); to++)
      size += (lines[to] as string).length;
    const given = run<Answer>(oracle, lines.slice(from, to));
    for (const answer of given) answers.push(answer);
  }
  return answers;
}

/** The answers up to the question, if there is one, at which the process ended: that is its answer. */
function run<Answer>(oracle: Oracle, lines: readonly string[]): readonly (Answer | Crash)[] {
  const { stdout, stderr, error } = spawnSync(binary(oracle), {
    input: lines.join(""),
    encoding: "utf8",
    maxBuffer: Number.POSITIVE_INFINITY,
  });
  // A process that ends early closes its input while we still write.
  if (error && !("code" in error && error.code === "EPIPE")) throw error;
  const answers: (Answer | Crash)[] = [];
  for (const line of stdout.split("\n")) if (line) answers.push(JSON.parse(line));
  if (answers.length === lines.length) return answers;
  const fatal = /^fatal error: .*/m.exec(stderr)?.[0];
  if (fatal === undefined) throw new Error(`oracle ${oracle}, question ${lines[answers.length]}: ${stderr}`);
  return [...answers, { crash: fatal }];
}
