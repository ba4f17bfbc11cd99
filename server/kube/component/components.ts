import { recently } from "../../text/recent.ts";
import type { Container } from "../pod.ts";
import type { Resource } from "../resource.ts";
import { commandLineOf } from "./command-line.ts";
import type { Component, ComponentName } from "./component.ts";
import { configuredComponents, kubeadmWords } from "./configuration.ts";

/** The component that a container runs, if it runs one. */
export const componentOf = recently((container: Container): Component | undefined => commandLineOf(container));

/** The components whose flags a document of one of `CONFIGURATION_KINDS` lists. */
export const componentsOf = recently((resource: Resource): readonly Component[] => configuredComponents(resource));

/** The words one of which stands in every document with one of these components; of a program's name the last, as `hyperkube apiserver` has no other. */
export function componentWords(...names: readonly ComponentName[]): readonly string[] {
  return [...new Set(names.flatMap((name) => [name.slice(name.lastIndexOf("-") + 1), ...kubeadmWords(name)]))];
}
