import { isCredential, isLiteral, type Leak, mayNameCredential } from "./credential.ts";

// Credentials within one line, by the syntax around them. As in credential.ts, nothing here returns the credential itself.

/** `key=value` pairs between semicolons, as in ADO.NET, ODBC and the connection strings of Azure. */
const CONNECTION = /(?:^|["'\s;=])([A-Za-z][\w ]{1,30}=[^;\n]{0,500}(?:;\s{0,9}[A-Za-z][\w ]{1,30}=[^;\n]{0,500})+)/;
const ENDPOINT =
  /^(?:server|host|data source|address|addr|endpoint|database|initial catalog|account ?name|defaultendpointsprotocol|driver|user ?id|uid|user ?name)$/i;

/** libpq's keywords (`host=db user=app password=x`) and the options behind the servers of StackExchange.Redis (`cache:6380,password=x,ssl=True`). */
const KEYWORDS: readonly (readonly [mark: RegExp, password: RegExp])[] = [
  [/(?:^|["'\s])(?:host|hostaddr|dbname|user)=[^\s=]/, /(?:^|["'\s])password=([^\s"';&]+)/],
  [/^["']?[\w.-]+:\d+,/, /,\s*password=([^,\s"']+)/i],
];

/** The options of a JAAS login module: `org.apache.kafka…LoginModule required username="x" password="y";`. */
const JAAS = /LoginModule\s+\w+\s[^;]{0,500}?\bpassword\s*=\s*\\?["']([^"'\\]+)/;

/** A member of a JSON object whose value is a string. */
const MEMBER = /"([A-Za-z][\w.-]*)"\s*:\s*"([^"\\]+)"/g;

/** The login of a registry in a Docker configuration: base64 of user:password. */
const DOCKER_AUTH = /"auth"\s*:\s*"([A-Za-z0-9+/]{8,}={0,2})"/;

/** `-Dname=value` of a JVM and `--name=value` of any program. */
const FLAG = /(?:^|[\s"'])(?:-D(?=[a-z])|--?)([A-Za-z][\w.-]*)=("[^"]*"|'[^']*'|[^\s"']+)/g;

/** Helm's `--set name=value,name=value`. */
const SETTINGS = /(?:^|[\s"'])--set(?:-string|-literal)?[=\s]\s*["']?([^\s"']+)/g;

/** Programs that take a password by a flag of one letter. */
const CLIENT =
  /\b(?:(?:mysql|mysqldump|mysqladmin|mariadb|mariadb-admin)\b[^;&|\n]{0,300}?\s-p|(?:redis|valkey)-cli\b[^;&|\n]{0,300}?\s-a\s+|sshpass\s+-p\s*|curl\b[^;&|\n]{0,300}?\s(?:-u|--user)\s+["']?[^\s:"'$]+:)["']?([^\s"'$;&|)]+)/;
const CLIENTS = /mysql|mariadb|redis|valkey|curl|sshpass/;

/** `NAME=value` as a shell has it, by itself or before a command. */
const ASSIGNMENT = /(?:^|[\s;&|"'(])([A-Z][A-Z0-9_]*)=("[^"$`]*"|'[^']*'|[^\s"'$`;&|)]+)/g;

/** The login in Go's names of MySQL's databases (`user:password@tcp(host:3306)/db`), and in those of Oracle (`jdbc:oracle:thin:user/password@//host/db`). */
const DATABASES: readonly RegExp[] = [
  /(?:^|[\s"'=])[\w.-]{1,100}:([^\s"'@/]{1,300})@(?:tcp|unix)\(/,
  /\bjdbc:oracle:(?:thin|oci):[\w.-]{1,100}\/([^\s"'@/]{1,300})@/,
];

/** What SQL gives to a user: `IDENTIFIED BY 'x'` of MySQL and Oracle, `PASSWORD 'x'` of PostgreSQL, behind the user or the role. */
const SQL: readonly RegExp[] = [
  /\bIDENTIFIED\s+(?:WITH\s+\S{1,100}\s+)?BY\s+["']([^"'\n]{1,300})["']/i,
  /\b(?:USER|ROLE)\s[^;]{0,300}?\sPASSWORD\s+'([^'\n]{1,300})'/i,
];

/** An element of XML with a text, and one that has a name and a value. */
const ELEMENT = /<([A-Za-z][\w.-]*)>([^<>\s]+)<\/\1>/g;
const PROPERTY = /\bname="([A-Za-z][\w.-]*)"\s+value="([^"]+)"/g;

/** A parameter of a URL. */
const PARAMETER = /[?&]([A-Za-z][\w-]*)=([^&\s"'#]+)/g;

/** curl's and git's `.netrc`. */
const NETRC = /\bmachine\s+\S+\s+login\s+\S+\s+password\s+(\S+)/;

/** PostgreSQL's password file: host:port:database:user:password. */
const PGPASS = /^[^:#\s]+:(?:\d+|\*):[^:\s]+:[^:\s]+:([^:\s]+)$/m;

/** Names of types and methods, which stand where a schema or a format would have the value (and `passwd:` begins a line of nsswitch.conf). */
const WORD =
  /^(?:string|str|text|password|passwd|token|secret|bool(?:ean)?|int(?:eger)?|md5|plain|trust|ldap|basic|bearer|scram-sha-256)$/i;

/** Whether a value is only the name of a type or a method. */
export function isTypeName(value: string): boolean {
  return WORD.test(value);
}

/** Whether a text may hold a password that one of the well-known clients is given. */
export function mayHoldClientPassword(text: string): boolean {
  return CLIENTS.test(text);
}

/** The password that a well-known client (mysql, redis-cli, curl, sshpass) is given on its command line. */
export function clientPassword(text: string): Leak | undefined {
  return CLIENTS.test(text) ? password(CLIENT, text) : undefined;
}

/**
 * The first credential that stands in a line of a known syntax: a connection string, JAAS, JSON, XML, SQL, a flag, a setting of Helm, a client's command line, a parameter of a URL, `.netrc`, and
 * `.pgpass` under that name. Offsets are UTF-16 units from 0.
 */
export function credentialInLine(name: string, text: string): Leak | undefined {
  if (/pgpass/i.test(name)) {
    const line = PGPASS.exec(text);
    if (line?.[1] !== undefined && isLiteral(line[1])) return { what: "a password", index: line.index };
  }
  const client = clientPassword(text);
  if (client) return client;
  const database = databaseLogin(text);
  if (database) return database;
  const user = sqlPassword(text);
  if (user) return user;
  if (!mayNameCredential(text)) return dockerAuth(text);
  return (
    password(NETRC, text) ??
    password(JAAS, text) ??
    connection(text) ??
    keywords(text) ??
    named(MEMBER, text, (name) => `the value of ${name}`) ??
    element(text) ??
    dockerAuth(text) ??
    named(FLAG, text, (name, whole) => `the value of ${/-D|--?/.exec(whole)?.[0] ?? ""}${name}`) ??
    setting(text) ??
    named(PARAMETER, text, (name) => `the URL parameter ${name}`)
  );
}

function setting(text: string): Leak | undefined {
  for (const { 1: list = "", index } of text.matchAll(SETTINGS))
    for (const pair of list.split(",")) {
      const at = pair.indexOf("=");
      const name = pair.slice(0, Math.max(at, 0));
      if (isNamed(name, pair.slice(at + 1))) return { what: `the value of ${name}`, index };
    }
  return undefined;
}

/** The first credential that a shell's command gives to a variable. */
export function credentialInAssignment(text: string): Leak | undefined {
  return mayNameCredential(text) ? named(ASSIGNMENT, text, (name) => `the value of ${name}`) : undefined;
}

function databaseLogin(text: string): Leak | undefined {
  if (!/@(?:tcp|unix)\(|jdbc:oracle:/.test(text)) return undefined;
  for (const form of DATABASES) {
    const found = password(form, text);
    if (found) return { ...found, what: "the password of a connection" };
  }
  return undefined;
}

function sqlPassword(text: string): Leak | undefined {
  if (!/\b(?:IDENTIFIED|PASSWORD)\s/i.test(text)) return undefined;
  for (const form of SQL) {
    const found = password(form, text);
    if (found) return { ...found, what: "the password of a database's user" };
  }
  return undefined;
}

function element(text: string): Leak | undefined {
  const what = (name: string) => `the value of ${name}`;
  if (!text.includes("</") && !text.includes("/>")) return undefined;
  return named(ELEMENT, text, what) ?? named(PROPERTY, text, what);
}

function password(form: RegExp, text: string): Leak | undefined {
  const match = form.exec(text);
  return match?.[1] !== undefined && isLiteral(match[1]) ? { what: "a password", index: match.index } : undefined;
}

function connection(text: string): Leak | undefined {
  const match = CONNECTION.exec(text);
  if (!match?.[1]) return undefined;
  const pairs = match[1].split(";").map((pair) => {
    const at = pair.indexOf("=");
    return [pair.slice(0, at).trim(), pair.slice(at + 1).trim()] as const;
  });
  if (!/\bjdbc:/.test(text) && !pairs.some(([key]) => ENDPOINT.test(key))) return undefined;
  const found = pairs.some(([key, value]) => (/^pwd$/i.test(key) ? isLiteral(value) : isNamed(key, value)));
  return found ? { what: "the password of a connection", index: match.index } : undefined;
}

function keywords(text: string): Leak | undefined {
  for (const [mark, form] of KEYWORDS) {
    const found = mark.test(text) ? password(form, text) : undefined;
    if (found) return { ...found, what: "the password of a connection" };
  }
  return undefined;
}

function named(form: RegExp, text: string, what: (name: string, whole: string) => string): Leak | undefined {
  for (const match of text.matchAll(form)) {
    const [whole, name = "", value = ""] = match;
    if (isNamed(name, value)) return { what: what(name, whole), index: match.index };
  }
  return undefined;
}

function isNamed(name: string, value: string): boolean {
  return !isTypeName(value) && isCredential(name, value.replace(/^(["'])(.*)\1$/, "$2"));
}

function dockerAuth(text: string): Leak | undefined {
  const match = /"auths"/.test(text) ? DOCKER_AUTH.exec(text) : null;
  if (!match?.[1] || match[1].length % 4 !== 0) return undefined;
  const password = /^[^:]+:(.+)$/.exec(atob(match[1]))?.[1];
  return password !== undefined && isLiteral(password) ? { what: "the login of a registry", index: match.index } : undefined;
}
