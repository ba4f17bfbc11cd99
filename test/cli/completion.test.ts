import { spawnSync } from "node:child_process";
import { beforeAll, describe, expect, it } from "vitest";
import { makeProject, useBundle } from "../support/bundle.ts";

// The scripts are loaded by the shells themselves, which are asked what they would offer.

const CASES: readonly (readonly [line: string, offers: string, not: string])[] = [
  ["plimsoll ", "explain-access", "--fix"],
  ["plimsoll lint --form", "--format", "--fix"],
  ["plimsoll lint --format ", "sarif", "strict"],
  ["plimsoll lint --preset ", "strict", "sarif"],
  ["plimsoll lint --only privileged-c", "privileged-container", "host-network"],
  ["plimsoll lint --rule privileged-c", "privileged-container", "host-network"],
  ["plimsoll explain host-n", "host-network", "privileged-container"],
  ["plimsoll baseline ", "create", "explain"],
];

/** What asks a shell for the completions of a line; `$SCRIPT` is the file with ours. */
const ASK: Readonly<Record<string, (line: string) => readonly string[]>> = {
  bash: (line) => [
    "--norc",
    "-c",
    `source "$SCRIPT"; COMP_LINE='${line}'; read -ra COMP_WORDS <<< "$COMP_LINE"; [[ "$COMP_LINE" == *' ' ]] && COMP_WORDS+=('');
     COMP_CWORD=$(( \${#COMP_WORDS[@]} - 1 )); _plimsoll; printf '%s\\n' "\${COMPREPLY[@]}"`,
  ],
  zsh: (line) => [
    "-f",
    "-c",
    // Completion runs in an editor of lines; what our function answers is asked for as bashcompinit would.
    `autoload -U +X compinit && compinit -D; source "$SCRIPT"; setopt ksh_arrays sh_word_split; COMP_LINE='${line}'; COMP_WORDS=(\${=COMP_LINE}); [[ "$COMP_LINE" == *' ' ]] && COMP_WORDS+=('');
     COMP_CWORD=$(( \${#COMP_WORDS[@]} - 1 )); _plimsoll; printf '%s\\n' "\${COMPREPLY[@]}"`,
  ],
  fish: (line) => ["--no-config", "-c", `source $SCRIPT; complete -C '${line}'`],
};

describe.each(Object.entries(ASK))("completion in %s", (shell, ask) => {
  const present = spawnSync(shell, ["--version"]).status === 0;
  if (!present) process.stderr.write(`skipped: completion in ${shell} needs ${shell} on the path\n`);
  const bundle = useBundle();
  const project = makeProject(bundle);

  beforeAll(() => project.write({ script: project.run(["completion", shell]).stdout }));

  it.skipIf(!present).each(CASES)(present ? "%s" : "%s (skipped: no such shell)", (line, offers, not) => {
    const { stdout, stderr } = spawnSync(shell, ask(line), {
      cwd: project.root,
      encoding: "utf8",
      env: { ...process.env, SCRIPT: project.path("script"), HOME: project.root },
    });
    const word = line.split(" ").at(-1) as string;
    const answers = stdout.split("\n").map((one) => one.split("\t")[0]?.replace(/=$/, ""));
    const offered = answers.filter((one) => one?.startsWith(word)); // zsh narrows what functions answer
    expect(offered, stderr).toContain(offers);
    expect(offered).not.toContain(not);
  });
});
