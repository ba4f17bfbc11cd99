import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect } from "vitest";
import { type Oracle, oracleAvailable } from "./client.ts";

const here = fileURLToPath(new URL(".", import.meta.url));

interface Recording {
  /** Of the program's sources, the versions of its modules, and the questions. */
  readonly stamp: string;
  readonly answers: Readonly<Record<string, unknown>>;
}

/**
 * Compares `test/data/oracle/NAME.json` with what it records: in a full run, where the program is built, its answers are asked for and compared (`-u`
 * writes them), else the stamp tells whether program and questions are still those of the recording.
 */
export async function expectFresh<Answer>(
  oracle: Oracle,
  name: string,
  questions: Readonly<Record<string, unknown>>,
  answer: () => readonly Answer[],
): Promise<void> {
  const stamp = stampOf(oracle, questions);
  if (!oracleAvailable(oracle)) {
    expect(read(name).stamp, `test/data/oracle/${name}.json is out of date: npm run oracles -- record`).toBe(stamp);
    return;
  }
  const keys = Object.keys(questions);
  const row = (value: unknown, i: number) => `    ${JSON.stringify(keys[i])}: ${JSON.stringify(value)}`;
  const text = `{\n  "stamp": "${stamp}",\n  "answers": {\n${answer().map(row).join(",\n")}\n  }\n}\n`;
  await expect(text).toMatchFileSnapshot(path(name));
}

/** The recorded answers, by the names of their questions. */
export function recorded<Answer>(name: string): Readonly<Record<string, Answer>> {
  return read(name).answers as Readonly<Record<string, Answer>>;
}

/**
 * Answers to questions that come and go with the samples, by their identity: where the program is asked they are compared with those in
 * `test/data/oracle/NAME.json`, as far as they stand there. `npm run oracles -- record` writes them.
 */
export async function expectKept(oracle: Oracle, name: string, answers: ReadonlyMap<string, unknown>): Promise<void> {
  if (!oracleAvailable(oracle)) return;
  if (process.env.PLIMSOLL_RECORD === "1") {
    const rows = [...answers].map(([key, answer]) => `  ${JSON.stringify(key)}: ${JSON.stringify(answer)}`);
    await expect(`{\n${rows.join(",\n")}\n}\n`).toMatchFileSnapshot(path(name));
    return;
  }
  const recorded = kept<unknown>(name);
  const both = [...answers].filter(([key]) => recorded.has(key));
  expect(Object.fromEntries(both)).toEqual(Object.fromEntries(both.map(([key]) => [key, recorded.get(key)])));
  tellMissing(name, answers.size - both.length);
}

/** Says so where questions have no recorded answer. */
export function tellMissing(name: string, count: number): void {
  if (count > 0) process.stderr.write(`${name}: ${count} questions have no recorded answer yet (npm run oracles -- record)\n`);
}

/** The recorded answers of `expectKept`. */
export function kept<Answer>(name: string): ReadonlyMap<string, Answer> {
  return new Map(Object.entries(JSON.parse(readFileSync(path(name), "utf8"))));
}

function read(name: string): Recording {
  const file = path(name);
  if (!existsSync(file)) throw new Error(`${file} does not exist: npm run oracles -- record`);
  return JSON.parse(readFileSync(file, "utf8"));
}

function path(name: string): string {
  return fileURLToPath(new URL(`../data/oracle/${name}.json`, import.meta.url));
}

function stampOf(oracle: Oracle, questions: unknown): string {
  const files = [oracle, "batch"].flatMap((folder) => readdirSync(here + folder).map((file) => `${folder}/${file}`));
  const hash = createHash("sha256").update(JSON.stringify(questions));
  for (const file of files.sort()) hash.update(file).update(readFileSync(here + file, "utf8").replaceAll("\r\n", "\n"));
  return hash.digest("hex").slice(0, 16);
}
