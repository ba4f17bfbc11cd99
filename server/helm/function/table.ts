import type { GoFunction } from "../evaluate/program.ts";
import { BUILTINS } from "./builtin.ts";
import { CASES } from "./case.ts";
import { withCost } from "./cost.ts";
import { DICTS } from "./dict.ts";
import { DURATIONS } from "./duration.ts";
import { ENCODINGS } from "./encoding.ts";
import { FLOW } from "./flow.ts";
import { LISTS } from "./list.ts";
import { MATH } from "./math.ts";
import { PATHS } from "./path.ts";
import { RANDOM } from "./random.ts";
import { REFLECTION } from "./reflect.ts";
import { REGULAR_EXPRESSIONS } from "./regex.ts";
import { SEMVER } from "./semver.ts";
import { SERIAL } from "./serial.ts";
import { STRINGS } from "./string.ts";
import { TEMPLATES, unknownFunction } from "./template.ts";

/** Functions that Helm has, that hardly a chart uses, and that are not evaluated here: what they give is unknown. */
const NOT_EVALUATED = ["fromToml"];

/** All functions of Helm's templates by name: those of text/template, of sprig (without `env` and `expandenv`), and Helm's own. */
export const FUNCTIONS: ReadonlyMap<string, GoFunction> = new Map([
  ...NOT_EVALUATED.map((name) => [name, unknownFunction(["string"])] as const),
  ...[
    BUILTINS,
    STRINGS,
    CASES,
    LISTS,
    DICTS,
    REFLECTION,
    MATH,
    FLOW,
    ENCODINGS,
    REGULAR_EXPRESSIONS,
    SEMVER,
    RANDOM,
    DURATIONS,
    PATHS,
    SERIAL,
    TEMPLATES,
  ].flatMap((group) => Object.entries(group).map(([name, one]) => [name, withCost(name, one)] as const)),
]);

/** The names of all functions, sorted. */
export function functionNames(): readonly string[] {
  return [...FUNCTIONS.keys()].sort();
}
