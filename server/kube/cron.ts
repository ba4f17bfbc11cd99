// The grammar of robfig/cron v3 (ParseStandard), which validates and runs the schedule of a CronJob.

interface Field {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly words?: readonly string[];
}

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const DAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

const FIELDS: readonly Field[] = [
  { name: "minute", min: 0, max: 59 },
  { name: "hour", min: 0, max: 23 },
  { name: "day of the month", min: 1, max: 31 },
  { name: "month", min: 1, max: 12, words: MONTHS },
  { name: "day of the week", min: 0, max: 6, words: DAYS },
];

const MACROS: ReadonlySet<string> = new Set(["@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly"]);

/** What is wrong with a schedule, in a user's words; `undefined` if nothing is. The schedule is without `TZ=`. */
export function cronProblem(schedule: string): string | undefined {
  const text = schedule.trim();
  if (text.startsWith("@")) return macroProblem(text);
  const parts = text.split(/\s+/);
  if (text === "" || parts.length !== 5) return `has ${text === "" ? 0 : parts.length} fields instead of 5`;
  for (const [i, field] of FIELDS.entries()) {
    const problem = fieldProblem(parts[i] as string, field);
    if (problem) return `${problem} for the ${field.name}`;
  }
  return neverFires(parts) ? "never fires: no month has that day" : undefined;
}

function macroProblem(text: string): string | undefined {
  if (MACROS.has(text)) return undefined;
  if (text.startsWith("@every ")) {
    const duration = text.slice(7).trim();
    return /^(\d+(\.\d+)?(ns|us|\u00b5s|ms|s|m|h))+$/.test(duration)
      ? undefined
      : `has "${duration}", which is no duration such as 1h30m,`;
  }
  return `has the unknown macro ${text}`;
}

function fieldProblem(text: string, field: Field): string | undefined {
  for (const part of text.split(",")) {
    const [range = "", step, ...more] = part.split("/");
    if (more.length > 0) return `has "${part}"`;
    if (step !== undefined && !/^[1-9]\d*$/.test(step)) return `has the step "${step}"`;
    if (range === "*" || range === "?") continue;
    const ends = range.split("-");
    if (ends.length > 2) return `has "${range}"`;
    const numbers = ends.map((end) => numberOf(end, field));
    const [first, last = first] = numbers;
    if (first === undefined || last === undefined || numbers.includes(undefined)) return `has "${range}"`;
    if (first < field.min || last > field.max) return `has ${range}, which is not between ${field.min} and ${field.max},`;
    if (first > last) return `has the range ${range}, which runs backwards,`;
  }
  return undefined;
}

function numberOf(text: string, field: Field): number | undefined {
  const word = field.words?.indexOf(text.toLowerCase()) ?? -1;
  if (word >= 0) return word + field.min;
  return /^\d+$/.test(text) ? Number(text) : undefined;
}

/** The day of the month and the month are plain numbers that never meet, and no day of the week is given. */
function neverFires(parts: readonly string[]): boolean {
  const [, , day = "", month = "", weekday] = parts;
  if (weekday !== "*" && weekday !== "?") return false;
  if (!/^[\d,]+$/.test(day) || month === "*" || month === "?") return false;
  const months = month.split(",").map((one) => numberOf(one, FIELDS[3] as Field));
  if (months.includes(undefined)) return false;
  const earliest = Math.min(...day.split(",").map(Number));
  return months.every((one) => earliest > (one === 2 ? 29 : [4, 6, 9, 11].includes(one as number) ? 30 : 31));
}
