// Said by both sides of the playground: the page and its worker.

/** The folder that the files of the playground lie in. */
export const FOLDER = "file:///playground/";

/** A notification: a file has this text from now on, or is gone. It comes before the protocol's own word about the same. */
export const WRITE = "playground/write";
export interface WriteParams {
  /** Decoded, below `FOLDER`. */
  readonly uri: string;
  readonly text: string | null;
}
