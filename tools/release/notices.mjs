/** The licences of the bundled packages as one text, for the package, the extension and a release. */
export function noticesOf(packages) {
  const parts = packages.map(
    ({ name, version, license, notice }) =>
      `${"=".repeat(80)}\n${name} ${version} (${license})\n\n${notice || `Licensed under ${license}.`}\n`,
  );
  return `Plimsoll's bundles hold code of these packages, under the licences below.\n\n${parts.join("\n")}`;
}
