import { rules } from "../../../rules/index.ts";
import { Refusal } from "../../disk/refusal.ts";
import type { Args, OptionSpec, OptionSpecs } from "../option/args.ts";
import type { Environment } from "../option/environment.ts";
import { VERBS } from "./verbs.table.ts";

/** Words that a verb takes first. */
const SUBCOMMANDS: Readonly<Record<string, readonly string[]>> = {
  config: ["init", "print", "validate"],
  baseline: ["create", "update", "prune"],
  suppressions: ["list"],
  completion: ["bash", "zsh", "fish"],
};

/** `plimsoll completion SHELL`: a script for the shell's start-up file. It needs no call of plimsoll to complete. */
export async function completion(args: Args, { stdout }: Environment): Promise<number> {
  const [shell] = args.operands;
  const scripts: Readonly<Record<string, () => string>> = { bash, zsh, fish };
  const script = shell !== undefined && Object.hasOwn(scripts, shell) ? scripts[shell] : undefined;
  if (!script || args.operands.length > 1) throw new Refusal("plimsoll completion takes one shell: bash, zsh or fish.");
  stdout.write(script());
  return 0;
}

function bash(): string {
  const verbs = Object.entries(VERBS).map(([name, verb]) => {
    const words = [
      ...(SUBCOMMANDS[name] ?? []),
      ...(name === "explain" ? ["$_plimsoll_rules"] : []),
      ...optionNames(verb.options),
    ];
    return `    ${name}) words="${words.join(" ")}" ;;`;
  });
  const values = optionsWithValues().map(
    ([name, list]) => `    --${name}) COMPREPLY=($(compgen -W "${list.join(" ")}" -- "$current")); return ;;`,
  );
  return `# Completion of plimsoll for bash: source it, or save it in ~/.local/share/bash-completion/completions/plimsoll.
_plimsoll_rules="${ruleIds().join(" ")}"
_plimsoll() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" words
  case "$previous" in
    --only)
      local before="\${current%"\${current##*,}"}"
      COMPREPLY=($(compgen -P "$before" -W "$_plimsoll_rules" -- "\${current##*,}"))
      return ;;
    --rule)
      COMPREPLY=($(compgen -S = -W "$_plimsoll_rules" -- "$current"))
      return ;;
${values.join("\n")}
  esac
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "${Object.keys(VERBS).join(" ")} --help --version" -- "$current") $(compgen -f -- "$current"))
    return
  fi
  case "\${COMP_WORDS[1]}" in
${verbs.join("\n")}
    *) words="${optionNames(VERBS.lint.options).join(" ")}" ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current") $(compgen -f -- "$current"))
}
complete -o filenames -F _plimsoll plimsoll
`;
}

function zsh(): string {
  return `#compdef plimsoll
# Completion of plimsoll for zsh: source it, or save it as _plimsoll in a directory of $fpath.
autoload -U +X bashcompinit && bashcompinit
${bash().replace(/^#.*\n/, "")}`;
}

function fish(): string {
  const lines = ["# Completion of plimsoll for fish: save it as ~/.config/fish/completions/plimsoll.fish."];
  for (const [name, verb] of Object.entries(VERBS)) {
    lines.push(`complete -c plimsoll -n __fish_use_subcommand -a ${name} -d ${quoted(verb.summary)}`);
    const words = name === "explain" ? ruleIds() : (SUBCOMMANDS[name] ?? []);
    const seen = `-n '__fish_seen_subcommand_from ${name}'`;
    if (words.length > 0) lines.push(`complete -c plimsoll ${seen} -f -a ${quoted(words.join(" "))}`);
    for (const [option, spec] of Object.entries(verb.options)) {
      const offered = spec.offers === "rules" ? ruleIds() : (spec.offers ?? spec.choices);
      const values = offered ? ` -x -a ${quoted(offered.join(" "))}` : spec.value ? " -r" : "";
      lines.push(`complete -c plimsoll ${seen} -l ${option}${values} -d ${quoted(spec.help)}`);
    }
  }
  return `${lines.join("\n")}\n`;
}

function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, "\\$&")}'`;
}

function optionNames(options: OptionSpecs): readonly string[] {
  return [...Object.keys(options), "help"].map((name) => `--${name}`);
}

function ruleIds(): readonly string[] {
  return rules.map(({ id }) => id);
}

/** The options whose values are few, with these; of an option that several verbs have, what any of them takes. */
function optionsWithValues(): readonly (readonly [string, readonly string[]])[] {
  const known = new Map<string, Set<string>>();
  for (const { options } of Object.values(VERBS))
    for (const [name, { choices, offers }] of Object.entries<OptionSpec>(options)) {
      const values = offers === "rules" ? [] : (offers ?? choices ?? []);
      if (values.length > 0) known.set(name, new Set([...(known.get(name) ?? []), ...values]));
    }
  return [...known].map(([name, values]) => [name, [...values]]);
}
