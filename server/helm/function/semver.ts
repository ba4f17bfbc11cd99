import { FunctionError } from "../evaluate/error.ts";
import { bool, int, text as newText, type Struct, UNKNOWN, type Value } from "../value/value.ts";
import { type FunctionTable, strict, textAt } from "./define.ts";

// Versions and constraints as github.com/Masterminds/semver 3.3 reads them.

interface Version {
  readonly numbers: readonly [bigint, bigint, bigint];
  readonly prerelease: string;
  readonly metadata: string;
}

const PRERELEASE = "(?:-([0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*))?(?:\\+([0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*))?";
const VERSION = new RegExp(`^v?([0-9]+)(?:\\.([0-9]+))?(?:\\.([0-9]+))?${PRERELEASE}$`);

/** No version or constraint is longer, and reading a number of a million digits takes minutes. */
const MOST_CHARACTERS = 1000;

export function parseVersion(text: string): Version | undefined {
  const match = text.length > MOST_CHARACTERS ? null : VERSION.exec(text);
  if (!match) return undefined;
  const [, major = "0", minor = "0", patch = "0", prerelease = "", metadata = ""] = match;
  return { numbers: [BigInt(major), BigInt(minor), BigInt(patch)], prerelease, metadata };
}

function compareVersions(a: Version, b: Version): number {
  for (let i = 0; i < 3; i++) {
    const [x, y] = [a.numbers[i] as bigint, b.numbers[i] as bigint];
    if (x !== y) return x < y ? -1 : 1;
  }
  if (a.prerelease === b.prerelease) return 0;
  if (a.prerelease === "") return 1;
  if (b.prerelease === "") return -1;
  const [one, other] = [a.prerelease.split("."), b.prerelease.split(".")];
  for (let i = 0; i < Math.max(one.length, other.length); i++) {
    const order = comparePart(one[i], other[i]);
    if (order !== 0) return order;
  }
  return 0;
}

function comparePart(a: string | undefined, b: string | undefined): number {
  if (a === b) return 0;
  if (a === undefined) return -1;
  if (b === undefined) return 1;
  const [numericA, numericB] = [/^\d+$/.test(a), /^\d+$/.test(b)];
  if (numericA && numericB) return BigInt(a) < BigInt(b) ? -1 : 1;
  if (numericA !== numericB) return numericA ? -1 : 1;
  return a < b ? -1 : 1;
}

interface Constraint {
  readonly operator: string;
  readonly version: Version;
  /** Whether a part is a wildcard or not there: any, the minor version, the patch. */
  readonly dirty: boolean;
  readonly minorDirty: boolean;
  readonly patchDirty: boolean;
}

const OPERATORS = "=>|=<|>=|<=|!=|~>|=|>|<|~|\\^|";
const PATTERN = `v?([0-9xX*]+)(?:\\.([0-9xX*]+))?(?:\\.([0-9xX*]+))?${PRERELEASE}`;
const RANGE = new RegExp(`\\s*(${PATTERN})\\s+-\\s+(${PATTERN})\\s*`, "g");
/** Of a text in which blanks are single, and none stands beside a comma: each can be read in one way only, so that nothing is tried twice. */
const WHOLE = new RegExp(`^ ?(?:${OPERATORS}) ?${PATTERN}(?:[ ,](?:${OPERATORS}) ?${PATTERN})* ?$`);
const ONE = new RegExp(`(${OPERATORS})\\s*${PATTERN}`, "g");

/** The alternatives of a constraint, each with all that must hold; `undefined` if it is none. */
function parseConstraint(text: string): readonly (readonly Constraint[])[] | undefined {
  if (text.length > MOST_CHARACTERS) return undefined;
  const all: (readonly Constraint[])[] = [];
  for (const part of text.split("||")) {
    const plain = part.replaceAll(RANGE, (_, ...groups: string[]) => `>= ${groups[0]}, <= ${groups[6]}`);
    if (!WHOLE.test(plain.replaceAll(/\s+/g, " ").replaceAll(/ ?, ?/g, ","))) return undefined;
    all.push([...plain.matchAll(ONE)].map(constraintOf));
  }
  return all;
}

function constraintOf([, operator = "", major = "", minor = "", patch = "", prerelease = ""]: RegExpMatchArray): Constraint {
  const base = { operator };
  const versionOf = (numbers: readonly string[]): Version => ({
    numbers: [0, 1, 2].map((i) => BigInt(numbers[i] ?? "0")) as [bigint, bigint, bigint],
    prerelease,
    metadata: "",
  });
  if (isWild(major)) return { ...base, version: versionOf([]), dirty: true, minorDirty: false, patchDirty: false };
  if (isWild(minor)) return { ...base, version: versionOf([major]), dirty: true, minorDirty: true, patchDirty: false };
  if (isWild(patch)) return { ...base, version: versionOf([major, minor]), dirty: true, minorDirty: false, patchDirty: true };
  return { ...base, version: versionOf([major, minor, patch]), dirty: false, minorDirty: false, patchDirty: false };
}

function isWild(part: string): boolean {
  return part === "" || /[xX*]/.test(part);
}

function holds(constraint: Constraint, version: Version): boolean {
  const { operator, version: wanted } = constraint;
  if (operator === "!=") return differs(constraint, version);
  if (version.prerelease !== "" && wanted.prerelease === "") return false;
  const order = compareVersions(version, wanted);
  switch (operator) {
    case ">":
      return isGreater(constraint, version, order);
    case "<":
      return order < 0;
    case ">=":
    case "=>":
      return order >= 0;
    case "<=":
    case "=<":
      return isAtMost(constraint, version, order);
    case "~":
    case "~>":
      return isClose(constraint, version, order);
    case "^":
      return isCompatible(constraint, version, order);
    default:
      return constraint.dirty ? isClose(constraint, version, order) : order === 0;
  }
}

function differs({ version: wanted, dirty, minorDirty, patchDirty }: Constraint, version: Version): boolean {
  if (!dirty) return compareVersions(version, wanted) !== 0;
  if (wanted.numbers[0] !== version.numbers[0]) return true;
  if (minorDirty) return false;
  if (wanted.numbers[1] !== version.numbers[1]) return true;
  return patchDirty ? version.prerelease !== wanted.prerelease : compareVersions(version, wanted) !== 0;
}

function isGreater({ version: wanted, dirty, minorDirty, patchDirty }: Constraint, version: Version, order: number): boolean {
  if (!dirty) return order > 0;
  if (version.numbers[0] !== wanted.numbers[0]) return version.numbers[0] > wanted.numbers[0];
  if (minorDirty) return false;
  return patchDirty ? version.numbers[1] > wanted.numbers[1] : order > 0;
}

function isAtMost({ version: wanted, dirty, minorDirty }: Constraint, version: Version, order: number): boolean {
  if (!dirty) return order <= 0;
  if (version.numbers[0] > wanted.numbers[0]) return false;
  return !(version.numbers[0] === wanted.numbers[0] && version.numbers[1] > wanted.numbers[1] && !minorDirty);
}

function isClose({ version: wanted, minorDirty, patchDirty }: Constraint, version: Version, order: number): boolean {
  if (order < 0) return false;
  if (wanted.numbers.every((part) => part === 0n) && !minorDirty && !patchDirty) return true;
  return version.numbers[0] === wanted.numbers[0] && (version.numbers[1] === wanted.numbers[1] || minorDirty);
}

function isCompatible({ version: wanted, minorDirty, patchDirty }: Constraint, version: Version, order: number): boolean {
  if (order < 0) return false;
  const [major, minor, patch] = wanted.numbers;
  if (major > 0n || minorDirty) return version.numbers[0] === major;
  if (version.numbers[0] > major) return false;
  if (minor > 0n || patchDirty) return version.numbers[1] === minor;
  if (version.numbers[1] > minor) return false;
  return version.numbers[2] === patch;
}

/** Whether the version fits the constraint; `undefined` if one of them cannot be read. */
export function satisfies(constraint: string, version: string): boolean | undefined {
  const alternatives = parseConstraint(constraint);
  const parsed = parseVersion(version);
  if (!alternatives || !parsed) return undefined;
  return alternatives.some((all) => all.every((one) => holds(one, parsed)));
}

function versionValue(version: Version, original: string): Struct {
  const { numbers, prerelease, metadata } = version;
  const method = (value: Value) => ({ parameters: [], call: () => value });
  const compared = (make: (order: number) => Value) => ({
    parameters: ["interface {}"],
    call: ([other]: readonly Value[]) => {
      const parsed = other?.kind === "struct" && other.printed ? parseVersion(other.printed.text) : undefined;
      return parsed ? make(compareVersions(version, parsed)) : UNKNOWN;
    },
  });
  const whole = `${numbers.join(".")}${prerelease && `-${prerelease}`}${metadata && `+${metadata}`}`;
  const [major, minor, patch] = numbers.map((part) => int(part, "uint64"));
  return {
    kind: "struct",
    type: "semver.Version",
    pointer: true,
    fields: new Map(),
    printed: newText(whole),
    methods: new Map([
      ["Major", method(major as Value)],
      ["Minor", method(minor as Value)],
      ["Patch", method(patch as Value)],
      ["Prerelease", method(newText(prerelease))],
      ["Metadata", method(newText(metadata))],
      ["Original", method(newText(original))],
      ["String", method(newText(whole))],
      ["Compare", compared((order) => int(Math.sign(order)))],
      ["LessThan", compared((order) => bool(order < 0))],
      ["GreaterThan", compared((order) => bool(order > 0))],
      ["Equal", compared((order) => bool(order === 0))],
    ]),
  };
}

export const SEMVER: FunctionTable = {
  semver: strict(["string"], (args) => {
    const { text } = textAt(args, 0);
    const version = parseVersion(text);
    if (!version) throw new FunctionError("Invalid Semantic Version");
    return versionValue(version, text);
  }),
  semverCompare: strict(["string", "string"], (args) => {
    const [constraint, version] = [textAt(args, 0).text, textAt(args, 1).text];
    if (!parseConstraint(constraint)) throw new FunctionError(`improper constraint: ${constraint}`);
    const fits = satisfies(constraint, version);
    if (fits === undefined) throw new FunctionError("Invalid Semantic Version");
    return bool(fits);
  }),
};
