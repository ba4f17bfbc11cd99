// The door of the layer, and the bundle: what hosts need to render charts. `render.ts` is the file to read first.

export { loadChart } from "./chart/load.ts";
export { functionNames } from "./function/table.ts";
export { lintableText } from "./manifest/lintable-text.ts";
export { decidingValueAt, locate } from "./manifest/locate.ts";
export { printManifests, printOnly } from "./manifest/print.ts";
export { type Rendering, type RenderOptions, renderChart } from "./render.ts";
export type { Rendered } from "./reuse.ts";
export { unusedValuesOf, usesOfChart } from "./use/chart-uses.ts";
export { dumpsIn } from "./use/dumps.ts";
export type { Uses } from "./use/reference.ts";
export { placesOfValue, type ValuePlace } from "./use/value-places.ts";
export { toYaml } from "./yaml/emit.ts";
export { readYamlAt } from "./yaml/read.ts";
