import { type ChartRole, chartRole } from "../../kube/chart.ts";
import { isKustomization } from "../../kube/kustomize/location.ts";
import type { Role } from "../../kube/kustomize/roles.ts";
import type { FileRole } from "./dialect.ts";

const IN_CHART: Readonly<Record<ChartRole, FileRole | undefined>> = {
  template: "template",
  helper: "template",
  notes: "data",
  values: "data",
  chart: "data",
  crd: undefined,
  file: undefined,
};

const IN_KUSTOMIZATION: Readonly<Record<Role, FileRole | undefined>> = {
  resource: undefined,
  crd: undefined,
  component: undefined,
  patch: "patch",
  generated: "data",
  values: "data",
  configuration: "data",
};

/** What a file is by its place in a chart. `chart` is as for `chartRole`: the folder of the nearest `Chart.yaml` above the file. */
export function roleInChart(path: string, chart: string | undefined): FileRole | undefined {
  const role = chartRole(path, chart);
  return role && IN_CHART[role];
}

/** What a file is by its name and by what kustomizations make of it (see `rolesOf`). */
export function roleInKustomization(path: string, role: Role | undefined): FileRole | undefined {
  if (isKustomization(path)) return "kustomization";
  if (role) return IN_KUSTOMIZATION[role];
  return ASSERTION.test(path) ? "assertion" : PATCH.test(path) ? "patch" : undefined;
}

/**
 * Assertions of kuttl tests, which have a number in front (`00-assert.yaml`, `01-errors.yaml`), and what end-to-end tests compare with
 * (`e2e-tests/NAME/compare`): parts of objects, not objects to apply.
 */
const ASSERTION = /(^|\/)(?:\d+-(assert|errors?)([-_.][^/]*)?|e2e[^/]*\/[^/]+\/compare\/[^/]+)\.ya?ml$/;

/**
 * Patches that no kustomization names at the moment: the line is commented out, or another tool applies them. What may be an assertion by its name alone
 * (`errors.yaml`) may as well be applied: it is judged as far as it says something.
 */
const PATCH = /(?:(^|[-_./])patch(es)?|(^|\/)(assert|errors?))([-_.][^/]*)?\.ya?ml$/;
