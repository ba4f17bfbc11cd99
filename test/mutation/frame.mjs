// What the tests import from "vitest", for a run that keeps all of them in one process: they are collected once and called as often as there
// are mutants.
import { readFileSync } from "node:fs";
import {
  ASYMMETRIC_MATCHERS_OBJECT,
  customMatchers,
  GLOBAL_EXPECT,
  JestAsymmetricMatchers,
  JestChaiExpect,
  JestExtend,
  setState,
} from "@vitest/expect";
import { fn } from "@vitest/spy";
import * as chai from "chai";

/** @type {{ name: string, run: () => unknown }[]} */
export const tests = [];
/** What must run once before the tests, and once behind them. */
export const hooks = { before: [], each: [], after: [] };

let path = [];
let skipped = false;

function suite(name, body, skip = false) {
  const before = [path, skipped];
  path = [...path, String(name)];
  skipped ||= skip;
  body?.();
  [path, skipped] = before;
}

function test(name, first, second, skip = false) {
  const run = typeof first === "function" ? first : second;
  if (!skip && !skipped && typeof run === "function") tests.push({ name: [...path, String(name)].join(" > "), run });
}

function each(declare) {
  return (cases, ...values) => {
    const rows = Array.isArray(cases) && cases.raw ? tableOf(cases, values) : cases;
    return (name, first, second) => {
      for (const [i, row] of [...rows].entries()) {
        const given = Array.isArray(row) ? row : [row];
        const run = typeof first === "function" ? first : second;
        declare(titleOf(name, given, i), () => run(...given));
      }
    };
  };
}

function tableOf(strings, values) {
  const names = strings.raw[0]
    .trim()
    .split("|")
    .map((name) => name.trim());
  const rows = [];
  for (let i = 0; i < values.length; i += names.length)
    rows.push(Object.fromEntries(names.map((name, j) => [name, values[i + j]])));
  return rows;
}

function titleOf(name, given, i) {
  let next = 0;
  return String(name)
    .replaceAll("%#", String(i))
    .replaceAll(/%[sdijo]/g, () => String(given[next++]))
    .replaceAll(/\$(\w+)/g, (all, key) => (given[0] && typeof given[0] === "object" ? String(given[0][key]) : all));
}

function declared(declare) {
  const skip = (name, first, second) => declare(name, first, second, true);
  return Object.assign(declare, {
    each: each(declare),
    skip,
    todo: skip,
    skipIf: (condition) => (condition ? Object.assign(skip, { each: each(skip) }) : declare),
    runIf: (condition) => (condition ? declare : Object.assign(skip, { each: each(skip) })),
  });
}

export const describe = declared(suite);
export const it = declared(test);
export { it as test };
export const beforeAll = (run) => hooks.before.push(run);
export const beforeEach = (run) => hooks.each.push(run);
export const afterAll = (run) => hooks.after.push(run);
export const afterEach = () => undefined;
export const inject = () => undefined;
export const vi = { fn };

chai.use(JestExtend);
chai.use(JestChaiExpect);
chai.use(JestAsymmetricMatchers);
export const expect = (value, message) => {
  const { assertionCalls } = { assertionCalls: 0 };
  setState({ assertionCalls }, expect);
  return chai.expect(value, message);
};
Object.assign(expect, chai.expect);
Object.assign(expect, globalThis[ASYMMETRIC_MATCHERS_OBJECT]);
globalThis[GLOBAL_EXPECT] = expect;
setState(
  {
    assertionCalls: 0,
    isExpectingAssertions: false,
    isExpectingAssertionsError: null,
    expectedAssertionsNumber: null,
    expectedAssertionsNumberErrorGen: null,
  },
  expect,
);
/** Asks again until the matcher holds. */
expect.poll = (ask, { timeout = 1000 } = {}) =>
  new Proxy(
    {},
    {
      get:
        (_, matcher) =>
        async (...wanted) => {
          const end = Date.now() + timeout;
          for (;;)
            try {
              return expect(await ask())[matcher](...wanted);
            } catch (error) {
              if (Date.now() > end) throw error;
              await new Promise((resolve) => setTimeout(resolve, 10));
            }
        },
    },
  );
expect.extend = (matchers) => chai.expect.extend(expect, matchers);
expect.extend(customMatchers);
expect.unreachable = (message) => chai.assert.fail(message ?? "unreachable");

let testFile = "";
export function setFile(file) {
  testFile = file;
}
chai.Assertion.addMethod("toMatchFileSnapshot", function snapshot(file) {
  const given = String(this._obj);
  const wanted = readFileSync(new URL(file, `file://${process.cwd()}/${testFile}`), "utf8");
  if (given !== wanted) throw new Error(`differs from ${file}`);
});
for (const name of ["toMatchSnapshot", "toMatchInlineSnapshot"]) chai.Assertion.addMethod(name, () => undefined);
