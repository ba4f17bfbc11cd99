// core/v1: file modes are numbers from 0 to 0777; YAML 1.1 reads `400` as decimal and `0400` as octal.
import { defineRule, set, suggestion } from "../../server/api.ts";
import { octal, sourcesOf } from "./_mode.ts";

const LARGEST = 0o777;

/** Three digits that chmod would take, none greater than the one before it: 400, 644, 755; not 420 and 504, which are 0644 and 0770. */
const OCTAL_LOOK = /^(?:[4-7][04-7][04-7])$/;

export default defineRule({
  id: "suspicious-file-mode",
  family: "secrets",
  severity: "warning",
  tier: "recommended",
  title: "File mode written as a decimal number",
  why: "Without a leading 0 the digits are decimal: 400 is 0620, which lets the group write and not read, and 644 is beyond 0777, so the API server refuses the pod.",
  ignoreWhen: "The decimal number is meant; then write it in octal to say so.",
  references: ["https://kubernetes.io/docs/concepts/configuration/secret/#secret-files-permissions"],
  fix: "suggestion",
  needs: ["defaultMode", "mode"],
  pod(pod, { report }) {
    for (const field of sourcesOf(pod).flatMap(({ modes }) => modes)) {
      const { number, node } = field;
      const text = node?.kind === "scalar" ? node.source : "";
      if (number === undefined || !Number.isInteger(number)) continue;
      const meant = isOctalLook(text) ? Number.parseInt(text, 8) : undefined;
      if (number > LARGEST || number < 0)
        report(field, `The API server refuses ${text}: a mode is 0 to 0777 (decimal ${LARGEST}).`, {
          severity: "error",
          fixes: meant === undefined ? [] : [suggestion(`Set ${octal(meant)} (decimal ${meant})`, set(field, meant))],
        });
      else if (meant !== undefined)
        report(field, `${text} is decimal and means ${octal(number)}.`, {
          fixes: [suggestion(`Set ${octal(meant)} (decimal ${meant})`, set(field, meant))],
        });
    }
  },
});

function isOctalLook(text: string): boolean {
  return OCTAL_LOOK.test(text) && [...text].every((digit, i) => i === 0 || digit <= (text[i - 1] as string));
}
