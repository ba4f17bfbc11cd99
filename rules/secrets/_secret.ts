import { type Field, isPlaceholder, type Resource } from "../../server/api.ts";
import { decode } from "./_base64.ts";

/** A value of a Secret. */
export interface Entry {
  readonly name: string;
  readonly field: Field;
  /** What stands there: base64 in `data`, the text itself in `stringData`; `undefined` if it is no known string. */
  readonly written: string | undefined;
  /** What the pod gets, as bytes; `undefined` if it cannot be known or is no base64. */
  readonly content: string | undefined;
}

/** SOPS encrypts values in place and says so beside them (https://getsops.io). */
export function isEncrypted(resource: Resource): boolean {
  return resource.at("sops").exists;
}

/** The values of a Secret: those of `data`, then those of `stringData`. */
export function entriesOf(secret: Resource): readonly Entry[] {
  const encoded = secret.at("data").entries();
  const plain = secret.at("stringData").entries();
  return [
    ...encoded.map(([name, field]) => entry(name, field, true)),
    ...plain.map(([name, field]) => entry(name, field, false)),
  ];
}

function entry(name: string, field: Field, encoded: boolean): Entry {
  const { string: written } = field;
  const known = written !== undefined && !isPlaceholder(written);
  return { name, field, written, content: known ? (encoded ? decode(written) : written) : undefined };
}

/** The values of a Secret by name; `stringData` wins, as it does in the API server. */
export function contentOf(secret: Resource, name: string): Field {
  const plain = secret.at("stringData", name);
  return plain.absent ? secret.at("data", name) : plain;
}
