/** Looks like what people and generators choose: mixed, digits only, with characters that formats escape. */
export const SECRETS = ["Zq7Kd9Xw2Pf4Lm8TvR3n", "73915528461937", "qV8-uP3.xN6_kW1+hB5", "Tr0ub4dor&Xy<9>\u00e4pQ7w"] as const;

/** Every eight characters of a secret, as they are, in base64 and escaped. */
export function pieces(secret: string): readonly string[] {
  const base64 = [0, 1, 2].map((skip) => Buffer.from(secret.slice(skip)).toString("base64").replace(/=+$/, "").slice(0, -1));
  const escaped = [
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
    secret.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;"),
    secret.replace(/[\\`*_[\]<>|#@~&]/g, "\\$&"),
  ];
  return [secret, ...base64, ...escaped].flatMap((form) =>
    Array.from({ length: Math.max(0, form.length - 7) }, (_, i) => form.slice(i, i + 8)),
  );
}

/** A place (`§`, in base64 `§64`) with the secret in it. */
export function planted(template: string, secret: string): string {
  return template.replaceAll("§64", () => Buffer.from(secret).toString("base64")).replaceAll("§", () => secret);
}

/** The lines of a text in which a piece of the secret stands. */
export function leaksIn(text: string, secret: string): readonly string[] {
  const all = pieces(secret);
  return text.split("\n").filter((line) => all.some((piece) => line.includes(piece)));
}
