import { describe, expect, it } from "vitest";
import { objectNameProblem } from "../../../server/kube/names.ts";
import { NEWEST_KUBERNETES } from "../../../server/lint/rule/settings.ts";
import { expectFresh, recorded } from "../recording.ts";
import { type Validated, validate } from "../validate.ts";
import { type SmallObject, smallObjects } from "./objects.table.ts";

const LENGTHS = [52, 53, 63, 64, 253, 254];
const NAMES = [
  ...["web", "web-1", "1web", "123", "-web", "web-", "web.shop", "web..shop", ".web", "web.", "web_shop", "Web", "web shop"],
  ...["web:shop", "web/shop", "web%shop", ".", "..", "web@shop", "wéb"],
  ...LENGTHS.map((length) => "a".repeat(length)),
];

const titleOf = ({ apiVersion, kind }: SmallObject) => `${apiVersion} ${kind}`;

/** The kinds that do not take a name. */
function refusing(name: string): readonly string[] {
  const objects = smallObjects(name);
  const answers = validate(objects) as readonly Validated[];
  return objects.filter((_, i) => answers[i]?.errors?.some(({ field }) => field === "metadata.name")).map(titleOf);
}

describe("names of objects, compared with the API server", () => {
  it("are recorded", () =>
    expectFresh("validate", "names", Object.fromEntries(NAMES.map((name) => [name, smallObjects(name)])), () =>
      NAMES.map(refusing),
    ));

  it.each(NAMES)("%s", (name) => {
    const ours = smallObjects(name).filter(({ kind }) => objectNameProblem(kind, name, NEWEST_KUBERNETES));
    expect(ours.map(titleOf)).toEqual(recorded<readonly string[]>("names")[name]);
  });
});
