import { version as packageVersion } from "../../package.json";

/** The version of Plimsoll. */
export const version: string = packageVersion;
