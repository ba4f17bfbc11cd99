import { FunctionError } from "../evaluate/error.ts";
import { unknownText } from "../value/display.ts";
import { HOLE } from "../value/place.ts";
import { type Struct, text, UNKNOWN, type Value } from "../value/value.ts";
import { type FunctionTable, intAt, lenient, textAt } from "./define.ts";

const ANY = "interface {}";
const BCRYPT = `$2a$10$${"x".repeat(53)}`;

/** A text of so many characters of which only the number is known. */
function characters(c: string) {
  return lenient(["int"], (args) => {
    const count = intAt(args, 0);
    if (count > 1_000_000) throw new FunctionError(`${count} random characters are more than can be made here`, "limit");
    return unknownText(c.repeat(Math.max(0, count)));
  });
}

function pem(kind: string): Value {
  return unknownText(`-----BEGIN ${kind}-----\n${"x".repeat(64)}\n-----END ${kind}-----\n`);
}

function certificate(): Struct {
  const fields = new Map([
    ["Cert", pem("CERTIFICATE")],
    ["Key", pem("RSA PRIVATE KEY")],
  ]);
  return { kind: "struct", type: "sprig.certificate", fields };
}

const day = (layout: string): Value => unknownText(layout === "" ? HOLE : layout);

/** What differs from run to run, or depends on the clock: it has its shape, and the rest is unknown. */
export const RANDOM: FunctionTable = {
  randAlphaNum: characters("x"),
  randAlpha: characters("x"),
  randAscii: characters("x"),
  randNumeric: characters("0"),
  randBytes: lenient(["int"], (args) => unknownText("x".repeat(Math.max(0, 4 * Math.ceil(Math.min(intAt(args, 0), 1e6) / 3))))),
  randInt: lenient(["int", "int"], () => UNKNOWN),
  shuffle: lenient(["string"], (args) => unknownText(textAt(args, 0).text)),
  uuidv4: lenient([], () => unknownText("xxxxxxxx-xxxx-4xxx-xxxx-xxxxxxxxxxxx")),
  bcrypt: lenient(["string"], () => unknownText(BCRYPT)),
  htpasswd: lenient(["string", "string"], (args) => unknownText(`${textAt(args, 0).text}:${BCRYPT}`)),
  derivePassword: lenient([ANY, "string", "string", "string", "string"], () => unknownText("x".repeat(20))),
  encryptAES: lenient(["string", "string"], () => unknownText("x".repeat(44))),
  decryptAES: lenient(["string", "string"], () => unknownText(HOLE)),
  genPrivateKey: lenient(["string"], () => pem("RSA PRIVATE KEY")),
  genCA: lenient(["string", "int"], certificate),
  genCAWithKey: lenient(["string", "int", "string"], certificate),
  genSelfSignedCert: lenient(["string", "[]interface {}", "[]interface {}", "int"], certificate),
  genSelfSignedCertWithKey: lenient(["string", "[]interface {}", "[]interface {}", "int", "string"], certificate),
  genSignedCert: lenient(["string", "[]interface {}", "[]interface {}", "int", "sprig.certificate"], certificate),
  genSignedCertWithKey: lenient(
    ["string", "[]interface {}", "[]interface {}", "int", "sprig.certificate", "string"],
    certificate,
  ),
  buildCustomCert: lenient(["string", "string"], certificate),
  getHostByName: lenient(["string"], () => text("")),
  now: lenient([], () => UNKNOWN),
  ago: lenient([ANY], () => unknownText("0s")),
  date: lenient(["string", ANY], (args) => day(textAt(args, 0).text)),
  dateInZone: lenient(["string", ANY, "string"], (args) => day(textAt(args, 0).text)),
  date_in_zone: lenient(["string", ANY, "string"], (args) => day(textAt(args, 0).text)),
  dateModify: lenient(["string", ANY], () => UNKNOWN),
  date_modify: lenient(["string", ANY], () => UNKNOWN),
  mustDateModify: lenient(["string", ANY], () => UNKNOWN),
  must_date_modify: lenient(["string", ANY], () => UNKNOWN),
  htmlDate: lenient([ANY], () => day("2006-01-02")),
  htmlDateInZone: lenient([ANY, "string"], () => day("2006-01-02")),
  toDate: lenient(["string", "string"], () => UNKNOWN),
  mustToDate: lenient(["string", "string"], () => UNKNOWN),
  unixEpoch: lenient([ANY], () => unknownText("0000000000")),
};
