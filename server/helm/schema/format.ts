/** Formats that gojsonschema 1.2 knows and that a pattern can tell; any other name allows every text. */
const FORMATS: Readonly<Record<string, RegExp>> = {
  date: /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/,
  time: /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(Z|[+-]\d{2}:\d{2})?$/,
  "date-time": /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])([T ]([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-]\d{2}:\d{2})?)?$/,
  email: /^[^\s@<>]+@[^\s@<>]+$/,
  "idn-email": /^[^\s@<>]+@[^\s@<>]+$/,
  hostname: /^([a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]{0,61}[a-zA-Z0-9])(\.([a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]{0,61}[a-zA-Z0-9]))*$/,
  ipv4: /^((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.|$)){4}$/,
  uri: /^[a-zA-Z][a-zA-Z0-9+.-]*:[^\s\\]*$/,
  iri: /^[a-zA-Z][a-zA-Z0-9+.-]*:[^\s\\]*$/,
  uuid: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i,
};

/** Whether a text has a format. Texts are cut at 2,000 characters before they are compared. */
export function fitsFormat(format: string, text: string): boolean {
  return !Object.hasOwn(FORMATS, format) || (FORMATS[format] as RegExp).test(text.slice(0, 2000));
}
