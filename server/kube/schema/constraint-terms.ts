import type {
  Alone,
  Constraint,
  Excluded,
  Inside,
  Keys,
  Needed,
  Pattern,
  Quantities,
  Range,
  Size,
  Together,
  Unique,
  When,
} from "./constraint.ts";

// The words in which `constraints.table.ts` says what is asked of fields.

export const one = (what: string, ...of: readonly string[]): Together => ({ rule: "together", of, least: 1, most: 1, what });
export const atMostOne = (what: string, ...of: readonly string[]): Together => ({
  rule: "together",
  of,
  least: 0,
  most: 1,
  what,
});
export const someOf = (what: string, ...of: readonly string[]): Together => ({ rule: "together", of, least: 1, what });
export const range = (field: string, min: number, max?: number): Range => ({
  rule: "range",
  field,
  min,
  ...(max !== undefined && { max }),
});
export const notNegative = (...fields: readonly string[]): readonly Range[] => fields.map((field) => range(field, 0));
export const needed = (field: string, ...when: readonly When[]): Needed => ({ rule: "needed", field, when });
export const excluded = (field: string, ...when: readonly When[]): Excluded => ({ rule: "excluded", field, when });
export const unique = (field: string, ...keys: readonly string[]): Unique => ({ rule: "unique", field, keys });
export const pattern = (field: string, matches: RegExp, must: string, ...when: readonly When[]): Pattern => ({
  rule: "pattern",
  field,
  matches,
  must,
  when,
});

const LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
export const SUBDOMAIN = /^(?=.{1,253}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
export const isLabel = (field: string): Pattern =>
  pattern(
    field,
    LABEL,
    "must consist of lower-case letters, digits and '-' (at most 63), and begin and end with a letter or digit",
  );
export const isSubdomain = (field: string, ...when: readonly When[]): Pattern =>
  pattern(field, SUBDOMAIN, "must consist of lower-case letters, digits, '-' and '.'", ...when);
export const isRelative = (field: string): Pattern =>
  pattern(field, /^(?!\/)(?!(.*\/)?\.\.(\/|$))/, "must be a relative path without '..'");
export const isPortName = (field: string): Pattern =>
  pattern(
    field,
    /^(?=.*[a-z])(?!.*--)[a-z0-9]([-a-z0-9]{0,13}[a-z0-9])?$/,
    "must be a number, or a name of at most 15 lower-case letters, digits and '-'",
  );
/** A number, or a share of the whole. */
export const isShare = (...fields: readonly string[]): readonly Pattern[] =>
  fields.map((field) => pattern(field, /^0*(100|[1-9]?\d)%$/, "must be a number, or a percentage of at most 100%"));
/** The same where more than the whole may be meant. */
export const isPercentage = (field: string): Pattern => pattern(field, /^\d+%$/, "must be a number, or a percentage such as 25%");
export const isPath = (field: string): Pattern => pattern(field, /^\//, "must begin with '/'");
const KEY = /^(?!\.\.)(?!\.$)[-._a-zA-Z0-9]{1,253}$/;
const KEY_MUST = "must consist of letters, digits, '-', '_' and '.'";
/** A key of a ConfigMap or Secret. */
export const isKey = (field: string): Pattern => pattern(field, KEY, KEY_MUST);
export const hasKeys = (...fields: readonly string[]): readonly Keys[] =>
  fields.map((field) => ({ rule: "keys", field, matches: KEY, must: KEY_MUST }));

export const hasResources = (matches: RegExp, ...fields: readonly string[]): readonly (Keys | Quantities)[] =>
  fields.flatMap((field) => [
    { rule: "keys", field, matches, must: "must be a standard resource, or one such as example.com/device" },
    { rule: "quantities", field },
  ]);
const QUALIFIED =
  /^((?=[^/]{1,253}\/)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
const QUALIFIED_MUST = "must be a name such as app or example.com/app";
const LABEL_VALUE = /^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/;
const LABEL_VALUE_MUST =
  "must consist of letters, digits, '-', '_' and '.' (at most 63), and begin and end with a letter or digit";
/** Keys and values as labels have them. */
export const hasLabels = (...fields: readonly string[]): readonly Keys[] =>
  fields.map((field) => ({
    rule: "keys",
    field,
    matches: QUALIFIED,
    must: QUALIFIED_MUST,
    values: { matches: LABEL_VALUE, must: LABEL_VALUE_MUST },
  }));
export const isLabelKey = (field: string): Pattern => pattern(field, QUALIFIED, QUALIFIED_MUST);
export const isLabelValue = (field: string, ...when: readonly When[]): Pattern =>
  pattern(field, LABEL_VALUE, LABEL_VALUE_MUST, ...when);
/** A name with a domain before it, such as example.com/controller; letters of either case. */
export const isDomainPath = (field: string): Pattern =>
  pattern(field, /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?\/./i, "must have a domain before it, such as example.com/name");
export const isSegment = (...fields: readonly string[]): readonly Pattern[] =>
  fields.map((field) => pattern(field, /^(?!\.\.?$)[^/%]*$/, "must not contain '/' or '%'"));
/** The name of a CSI driver. */
export const isDriver = (field: string): Pattern =>
  pattern(
    field,
    /^(?=.{1,63}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/i,
    "must consist of letters, digits, '-' and '.' (at most 63), and begin and end with a letter or digit",
  );
/** A version of an API, or a name in its URLs. */
export const isDns1035 = (field: string): Pattern =>
  pattern(
    field,
    /^(?=.{1,63}$)[a-z]([-a-z0-9]*[a-z0-9])?$/,
    "must consist of lower-case letters, digits and '-', begin with a letter, and end with a letter or digit",
  );
const BYTE = "(25[0-5]|2[0-4]\\d|1?\\d?\\d)";
const IPV4 = `(${BYTE}\\.){3}${BYTE}`;
const IPV6 = "[0-9A-Fa-f]*:[0-9A-Fa-f:.]+";
/** Leading zeros, which older versions take, and how often `::` stands are left to others. */
export const isIp = (field: string): Pattern =>
  pattern(field, new RegExp(`^(${IPV4}|${IPV6})$`), "must be an IP address such as 10.9.8.7 or 2001:db8::ffff");
/** An address that others can reach (ValidateEndpointIP). */
export const isReachableIp = (field: string): readonly Pattern[] => [
  isIp(field),
  pattern(
    field,
    /^(?!127\.|0\.0\.0\.0$|169\.254\.|224\.0\.0\.|::1?$)/,
    "must not be a loopback, link-local or unspecified address",
  ),
];
export const isCidr = (field: string): Pattern =>
  pattern(
    field,
    new RegExp(`^\\s*(${IPV4}/(3[0-2]|[12]?\\d)|${IPV6}/(12[0-8]|1[01]\\d|\\d?\\d))\\s*$`),
    "must be a block of addresses such as 10.9.8.0/24 or 2001:db8::/64",
  );
export const isHost = (field: string): Pattern =>
  pattern(
    field,
    /^(\*\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/,
    "must be a host name, perhaps behind '*.'",
  );
export const size = (field: string, min?: number, max?: number, ...when: readonly When[]): Size => ({
  rule: "size",
  field,
  ...(min !== undefined && { min }),
  ...(max !== undefined && { max }),
  when,
});
/** What is asked of the mapping in a field. */
export const inside = (field: string, ...constraints: readonly Constraint[]): readonly Inside[] =>
  constraints.map((constraint) => ({ rule: "inside", field, constraint }));
/** `*` stands for all, so nothing else stands beside it. */
export const alone = (...fields: readonly string[]): readonly Alone[] =>
  fields.map((field) => ({ rule: "alone", field, word: "*" }));
export const isFilled = (...fields: readonly string[]): readonly Pattern[] =>
  fields.map((field) => pattern(field, /./s, "must name something"));
export const OF_CONTAINER = /^(cpu|memory|ephemeral-storage|hugepages-.+|[^/]+\/.+)$/;
export const OF_QUOTA =
  /^((requests|limits)\.)?(cpu|memory|ephemeral-storage|storage)$|^(pods|services|services\.nodeports|services\.loadbalancers|replicationcontrollers|resourcequotas|secrets|configmaps|persistentvolumeclaims)$|^(requests\.)?hugepages-.+$|\//;
export const OF_LIMIT = /^(cpu|memory|ephemeral-storage|storage|hugepages-.+|pods|[^/]+\/.+)$/;
