import { expect, it } from "vitest";
import { describeOracle } from "./client.ts";
import { kustomize } from "./kustomize.ts";

describeOracle("kustomize", "the program kustomize", () => {
  const service = "apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  ports:\n  - port: 80\n";

  it("builds a folder of the files that it is given", () => {
    const files = {
      "/base/kustomization.yaml": "resources: [service.yaml]\n",
      "/base/service.yaml": service,
      "/prod/kustomization.yaml": "namePrefix: prod-\nresources: [../base]\n",
    };
    expect(kustomize([{ folder: "/prod", files }])).toEqual([
      {
        objects: [{ apiVersion: "v1", kind: "Service", metadata: { name: "prod-web" }, spec: { ports: [{ port: 80 }] } }],
        text: service.replace("web", "prod-web"),
      },
    ]);
  });

  it("answers an error as kustomize words it", () => {
    const files = { "/a/kustomization.yaml": "resources: [missing.yaml]\n" };
    expect(kustomize([{ folder: "/a", files }])).toMatchObject([{ objects: [], error: expect.stringContaining("missing.yaml") }]);
  });

  it("reads files outside the folder only where that is allowed", () => {
    const files = { "/a/kustomization.yaml": "resources: [../service.yaml]\n", "/service.yaml": service };
    const [restricted, free] = kustomize([
      { folder: "/a", files },
      { folder: "/a", files, unrestricted: true },
    ]);
    expect(restricted).toMatchObject({ error: expect.stringContaining("security; file") });
    expect(free).toMatchObject({ text: service });
  });
});
