import { oracleBuilt } from "../oracle/client.ts";
import { decode } from "../oracle/decode.ts";
import { canonical, readFile } from "../support/kubectl.ts";
import type { Target } from "./target.ts";

/** What we read of a file is what kubectl reads of it, and what it refuses, we do. */
export const decodeTarget: Target = {
  name: "decode",
  batch: 2000,
  ...(oracleBuilt("decode") ? {} : { missing: 'the oracle "decode" (npm run oracles, with Go)' }),
  check(texts) {
    const answers = decode(texts);
    return texts.map((text, i) => {
      const theirs = answers[i];
      if (theirs === undefined || "crash" in theirs) return undefined;
      let ours: ReturnType<typeof readFile>;
      try {
        ours = readFile(text);
      } catch (error) {
        return `we crash: ${(error as Error).stack}`;
      }
      if (ours.error && !theirs.error)
        return ours.dropped || GLUED_TO_JSON.test(text) || MARKS_ON_ODD_LINES.test(text)
          ? undefined
          : `we refuse what kubectl takes: ${ours.error}`;
      if (!ours.error && MARK_IN_COMMENT.test(text)) return undefined;
      if (!ours.error && theirs.error) return `we take what kubectl refuses: ${theirs.error}`;
      const [mine, others] = [canonical(ours.documents), canonical(theirs.documents)];
      return mine === others || ours.error ? undefined : `we read something else: ${mine}, kubectl ${others}`;
    });
  },
};

/** A byte order mark within a comment: goyaml goes on behind it in ways that depend on where its buffer ends. */
const MARK_IN_COMMENT = /(?:^|\s)#[^\r\n]*\ufeff/m;

/** A directive where none may stand, which ends the document silently; or behind a line break that is none for what cuts the file. We refuse them. */
const MARKS_ON_ODD_LINES = /^%|[\r\u0085\u2028\u2029](?:%|---|\.\.\.)/m;

/** A file that begins with a JSON object and goes on as YAML on the same line. Nobody writes that, and we refuse it. */
const GLUED_TO_JSON = /^\s*\{[\s\S]*\}[^\n]*:/;
