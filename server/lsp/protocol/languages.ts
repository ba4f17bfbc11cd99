import { fileName } from "./uri.ts";

// Languages by the names that editors give them.
const TEMPLATES = new Set(["helm", "helm-template", "gotmpl"]);
const YAML = new Set([...TEMPLATES, "yaml", "yaml.helm-values", "yaml-textmate", "yaml-ts"]);
const JSON_LANGUAGES = new Set(["json", "jsonc"]);

/** Whether the editor says that a document is a template. */
export function isTemplateLanguage(languageId: string | undefined): boolean {
  return languageId !== undefined && TEMPLATES.has(languageId);
}

/** By its language in the editor, or by its name. */
export function isYaml(uri: string, languageId: string | undefined): boolean {
  return (languageId !== undefined && YAML.has(languageId)) || /\.(ya?ml|tpl)$/i.test(fileName(uri));
}

/** By its language in the editor, or by its name. */
export function isJson(uri: string, languageId: string | undefined): boolean {
  return (languageId !== undefined && JSON_LANGUAGES.has(languageId)) || /\.json$/i.test(fileName(uri));
}
