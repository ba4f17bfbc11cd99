import { FunctionError } from "../evaluate/error.ts";
import { concat, Text } from "../value/text.ts";
import type { Dict, Method, Value } from "../value/value.ts";
import { toYaml } from "../yaml/emit.ts";
import { valueAt } from "./coalesce.ts";

/** What can be called on `.Values` (Helm, pkg/chartutil/values.go). A method wins over a key of its name. */
export function valuesMethods(values: Dict): ReadonlyMap<string, Method> {
  const path = (value: Value | undefined): string => (value?.kind === "string" ? value.text : "");
  return new Map<string, Method>([
    ["AsMap", { parameters: [], call: () => values }],
    ["YAML", { parameters: [], call: () => concat(toYaml(values), new Text("\n")) }],
    [
      "Table",
      {
        parameters: ["string"],
        call: ([name]) => {
          const found = valueAt(values, path(name));
          if (found?.kind !== "dict") throw new FunctionError(`"${path(name)}" is not a table`);
          return { ...found, type: "chartutil.Values", methods: valuesMethods(found) };
        },
      },
    ],
    [
      "PathValue",
      {
        parameters: ["string"],
        call: ([name]) => {
          const found = valueAt(values, path(name));
          if (!found || found.kind === "dict") throw new FunctionError(`"${path(name)}" is not a value`);
          return found;
        },
      },
    ],
  ]);
}
