import { URI } from "vscode-uri";
import { baseName } from "../../text/path.ts";

/**
 * The one spelling of a URI: clients and hosts differ in what they encode (`%40`, `c%3A`) and in the case of a drive letter.
 * Everything in the server is looked up by it; what is sent to the client keeps the client's own spelling for open documents.
 */
export function normalized(uri: string): string {
  return URI.parse(uri).toString();
}

/** The last segment of a URI's path, decoded. */
export function fileName(uri: string): string {
  return baseName(URI.parse(uri).path);
}
