import { expect, it } from "vitest";
import { paint } from "../../server/report/format/ansi.ts";
import { LongRun } from "../../server/report/format/long-run.ts";

const plain = paint({ color: false });

/** A report with so many findings of each rule, five lines each. */
function reported(findings: Readonly<Record<string, number>>, errors = 0): LongRun {
  const run = new LongRun();
  for (let i = 1; i <= errors; i++)
    run.add("error", "host-pid", 5, () => ({ place: `web.yaml:${i}:7`, message: `Pod "p${i}" sets hostPID.`, rule: "host-pid" }));
  for (const [rule, count] of Object.entries(findings))
    for (let i = 0; i < count; i++) run.add("warning", rule, 5, () => expect.unreachable());
  return run;
}

it("repeats the errors where more than a screen of other findings is", () => {
  expect(reported({ "missing-memory-limit": 7 }, 2).errors(plain)).toEqual([
    "The 2 errors",
    '  web.yaml:1:7  Pod "p1" sets hostPID.  host-pid',
    '  web.yaml:2:7  Pod "p2" sets hostPID.  host-pid',
  ]);
  expect(reported({ "missing-memory-limit": 7 }, 1).errors(plain)[0]).toBe("The error");
  expect(reported({ "missing-memory-limit": 6 }, 2).errors(plain)).toEqual([]);
  expect(reported({ "missing-memory-limit": 7 }).errors(plain)).toEqual([]);
});

it("does not repeat more errors than anyone reads", () => {
  const lines = reported({ "missing-memory-limit": 7 }, 103).errors(plain);
  expect(lines).toHaveLength(102);
  expect(lines.at(-1)).toBe("  … and 3 more: --quiet shows errors only");
});

it("names the rules that most of a long report is about, as configuration, and the next step", () => {
  expect(
    reported({ "missing-cpu-request": 20, "missing-memory-limit": 25, "image-latest-tag": 4, "host-port": 1 }, 9).advice(plain),
  ).toEqual([
    "2 rules make up 90% of the warnings and info. To turn one off, in plimsoll.yaml:",
    "  rules:",
    "    missing-memory-limit: off # 25",
    "    missing-cpu-request: off  # 20",
    "Next: `plimsoll baseline create` records what is there, so that only new findings are reported; --quiet shows errors only.",
  ]);
  expect(reported({ "host-port": 50 }).advice(plain)[0]).toBe(
    "1 rule makes up 100% of the warnings and info. To turn one off, in plimsoll.yaml:",
  );
});

it("names five rules at most, and none in a short report", () => {
  const many = Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`rule-${i}`, 1]));
  expect(reported(many).advice(plain)).toHaveLength(8);
  expect(reported({ "missing-memory-limit": 49 }, 80).advice(plain)).toEqual([]);
});
