/** A software bill of materials in CycloneDX 1.6 (ECMA-424): the product and the packages that are inside its bundles. */
export function sbomOf({ name, version, license }, packages) {
  const component = (type, one) => ({
    type,
    "bom-ref": purlOf(one),
    name: one.name,
    version: one.version,
    licenses: [/ /.test(one.license) ? { expression: one.license } : { license: { id: one.license } }],
    purl: purlOf(one),
  });
  return {
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    version: 1,
    metadata: { component: component("application", { name, version, license }) },
    components: packages.map((one) => component("library", one)),
    dependencies: [{ ref: purlOf({ name, version }), dependsOn: packages.map(purlOf) }],
  };
}

/** A package URL (purl-spec, type npm): the `@` of a scope is encoded. */
function purlOf({ name, version }) {
  return `pkg:npm/${name.replace("@", "%40")}@${version}`;
}
