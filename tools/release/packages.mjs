// Which packages of npm the bundles hold: read from what esbuild says it has put into them.
import { existsSync, readdirSync, readFileSync } from "node:fs";

/**
 * The packages behind these metafiles of esbuild, sorted by name and version. `notice` is the text of the package's own licence files, which have to travel
 * with every copy of it.
 */
export function bundledPackages(metafiles) {
  const folders = new Set(metafiles.flatMap(({ inputs }) => Object.keys(inputs)).flatMap(folderOf));
  return [...folders]
    .map((folder) => ({ folder, ...JSON.parse(readFileSync(`${folder}/package.json`, "utf8")) }))
    .map(({ folder, name, version, license }) => ({ name, version, license: licenceName(license), notice: noticeIn(folder) }))
    .sort((a, b) => compare(a.name, b.name) || compare(a.version, b.version));
}

/** `node_modules/a/node_modules/@b/c/d.js` is of the package in `node_modules/a/node_modules/@b/c`. */
function folderOf(input) {
  const match = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input);
  return match ? [match[1]] : [];
}

/** Old manifests have an object, or a list of them. */
function licenceName(license) {
  return typeof license === "string"
    ? license
    : [license]
        .flat()
        .map((one) => one?.type ?? "UNKNOWN")
        .join(" OR ");
}

function noticeIn(folder) {
  const names = readdirSync(folder).filter((name) => /^(licen[cs]e|notice|copying|thirdpartynotices)/i.test(name));
  if (names.length === 0 && existsSync(`${folder}/README.md`))
    return /##+ licen[cs]e[\s\S]*/i.exec(readFileSync(`${folder}/README.md`, "utf8"))?.[0].trim() ?? "";
  return names
    .sort()
    .map((name) => readFileSync(`${folder}/${name}`, "utf8").replaceAll("\r\n", "\n").trim())
    .join("\n\n");
}

function compare(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}
