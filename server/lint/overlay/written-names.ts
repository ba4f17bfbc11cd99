import type { Build, Renamed } from "../../kube/kustomize/build/build.ts";

/** A message about what a kustomization builds, in the words of the file in which it is shown: there a prefix is not yet part of a name. */
export type AsWritten = (message: string, file: string) => string;

/** An object as messages speak of it: `Deployment "prod-web"`. */
const NAMED = /\b([A-Z]\w+) "([^"]+)"/g;

/** Puts the names of objects into messages that they have in a file. `undefined` where a build changes no name. */
export function asWrittenIn({ renamed }: Pick<Build, "renamed">): AsWritten | undefined {
  if (renamed.length === 0) return undefined;
  const known = new Map<string, Renamed>(renamed.map((one) => [`${one.kind} ${one.name}`, one]));
  return (message, file) =>
    message.replace(NAMED, (text, kind: string, name: string) => {
      const one = known.get(`${kind} ${name}`);
      return one ? `${kind} "${one.nameIn(file)}"` : text;
    });
}
