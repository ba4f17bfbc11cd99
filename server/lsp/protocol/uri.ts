import { URI } from "vscode-uri";

/**
 * The one spelling of a URI: clients and hosts differ in what they encode (`%40`, `c%3A`) and in the case of a drive letter.
 * Everything in the server is looked up by it; what is sent to the client keeps the client's own spelling for open documents.
 */
export function normalized(uri: string): string {
  return URI.parse(uri).toString();
}

/** The last segment of a URI's path, decoded. */
export function fileName(uri: string): string {
  const path = URI.parse(uri).path;
  return path.slice(path.lastIndexOf("/") + 1);
}

/** Whether a file lies below a folder (with or without a slash at its end). */
export function isBelow(folder: string, uri: string): boolean {
  return uri.startsWith(folder.endsWith("/") ? folder : `${folder}/`);
}
