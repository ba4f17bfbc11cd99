/** The version of the format `json`: it grows when a field changes its meaning or goes away. */
const VERSION = 1;

/** What a report in the format `json` begins with: nothing else that lies in a folder of manifests does. ASCII. */
export const REPORT_START = `{\n  "version": ${VERSION},\n  "findings": `;
