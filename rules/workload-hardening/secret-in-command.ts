// core/v1 Container.command, args: shown by `get pods`, in the node's process list and in crash reports.
import { defineRule, type Field, isCredential } from "../../server/api.ts";
import { commandLines, textOf } from "./_command-line.ts";
import { credentialInCommand, mayHoldCredentialInCommand } from "./_credential.ts";

export default defineRule({
  id: "secret-in-command",
  family: "workload-hardening",
  severity: "error",
  tier: "recommended",
  confidential: true,
  title: "Credential in a command",
  why: "Everyone who may read the manifest or the pod knows it, it is in the repository's history forever, and every process of the container sees it in the process list.",
  ignoreWhen: "A well-known password of a throw-away test service.",
  how: "Put the value into a Secret, give it to the container as a file or an environment variable, and write $(NAME) in args or $NAME in a script. Then change the credential: it has been seen.",
  references: ["https://kubernetes.io/docs/tasks/inject-data-application/distribute-credentials-secure/"],
  peers: ["kubescape:C-0012"],
  needs: ["command", "args"],
  container(container, { report }) {
    for (const words of commandLines(container)) {
      const text = words.map(textOf).join(" ");
      if (!mayHoldCredentialInCommand(text)) continue;
      for (const [word, what] of credentials(words, text))
        report(word, `Container "${container.name}" has ${what} in its command.`);
    }
  },
});

/** The words with a credential, and what it is. `whole` is all of them in one text. */
function credentials(words: readonly Field[], whole: string): ReadonlyMap<Field, string> {
  const found = new Map<Field, string>();
  words.forEach((word, index) => {
    const text = textOf(word);
    const before = index > 0 ? textOf(words[index - 1] as Field) : "";
    const what = credentialInCommand(/^--set(?:-string|-literal)?$/.test(before) ? `${before} ${text}` : text);
    if (what) found.set(word, what);
    if (/^--?[A-Za-z][\w.-]*$/.test(before) && isCredential(before.replace(/^--?/, ""), text))
      found.set(word, `the value of ${before}`);
  });
  if (found.size > 0 || credentialInCommand(whole) === undefined) return found;
  // A client and its short flag may be words of their own: blame the word that completes the password.
  const at = words.findIndex(
    (_, index) =>
      credentialInCommand(
        words
          .slice(0, index + 1)
          .map(textOf)
          .join(" "),
      ) === "a password",
  );
  const word = words[at];
  if (word) found.set(word, "a password");
  return found;
}
