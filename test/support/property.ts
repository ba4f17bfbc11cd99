import fc from "fast-check";
import { SEED } from "./effort.ts";

// The same seed in every run: what fails does so for everybody, and again. PLIMSOLL_SEED looks for other counterexamples.
fc.configureGlobal({ seed: SEED });

export { fc };
