import { describe, expect, it } from "vitest";
import { credentialIn, isCredential, isKeyId, isLiteral, isPlaceholder } from "../../server/kube/credential.ts";
import { credentialInAssignment, credentialInLine } from "../../server/kube/credential-line.ts";
import type { Rule } from "../../server/lint/rule/rule.ts";
import { lintText } from "../support/linting.ts";
import { fc } from "../support/property.ts";

const family = import.meta.glob<{ default: Rule }>("../../rules/secrets/[!_]*.ts", { eager: true });
const command = import.meta.glob<{ default: Rule }>("../../rules/workload-hardening/secret-in-command.ts", { eager: true });
const rules = [...Object.values(family), ...Object.values(command)].map((module) => module.default);

describe("credentials by their form", () => {
  it.each([
    ["AKIAABCDEFGHIJKLMNOP", "an AWS access key"],
    ["key=ASIAABCDEFGHIJKLMNOP;", "an AWS access key"],
    [`ghs_${"a1".repeat(18)}`, "a GitHub token"],
    ["glpat-abcdefghij0123456789", "a GitLab token"],
    ["xoxp-123456789012-abc", "a Slack token"],
    ["https://hooks.slack.com/services/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", "a Slack webhook"],
    [`AIza${"b2-".repeat(12)}`, "a Google API key"],
    ["sk_live_abcdefghijklmnop", "a Stripe key"],
    ["-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA", "a private key"],
    ['{"private_key": "-----BEGIN PRIVATE KEY-----\\nMIIEvQ"}', "a private key"],
    ["eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ3ZWIifQ.c2ln", "a JSON Web Token"],
    ["amqp://web:hunter2@queue:5672/", "a URL with a password"],
    ["redis://:hunter2@cache", "a URL with a password"],
    ["Authorization: Basic d2ViOmh1bnRlcjIhIQ==", "an authorization header"],
    ["AKIAIOSFODNN7EXAMPLE and AKIAABCDEFGHIJKLMNOP", "an AWS access key"],
  ])("finds %s", (text, what) => expect(credentialIn(text)?.what).toBe(what));

  it.each([
    "AKIAIOSFODNN7EXAMPLE",
    "AKIAABC",
    "https://example.com/a:b@c",
    "https://web@example.com",
    "postgres://user:password@db",
    "postgres://USER:PASSWORD@HOST",
    "postgres://web:$(PASSWORD)@db",
    `postgres://web:\${PASSWORD}@db`,
    "postgres://{{ .user }}:{{ .password }}@db",
    "postgres://%s:%s@db",
    "postgres://<user>:<password>@db",
    "-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----",
    "-----BEGIN CERTIFICATE-----\nMIIB",
    "Bearer authentication-is-required",
    "Basic authentication with a password",
    "Authorization: Bearer xxxxxxxx1xxxxxxxx2",
    "postgres://web:DB_SECRET@db",
    "quay.io/acme/web@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "image://10.0.0.1:5000/web@sha256:abc",
  ])("leaves %s alone", (text) => expect(credentialIn(text)).toBeUndefined());
});

describe("credentials within a line", () => {
  it.each([
    ["CONNECTION", "Server=db;Database=desk;User Id=desk;Password=plum-Tractor-71;", "the password of a connection"],
    [
      "CONNECTION",
      'sqlserver: "Data Source=db,1433; Initial Catalog=desk; UID=sa; PWD=plumTractor71"',
      "the password of a connection",
    ],
    ["URL", "jdbc:sqlserver://db:1433;user=sa;password=plum-Tractor-71;encrypt=true", "the password of a connection"],
    ["URL", "jdbc:oracle:thin:app/plum-Tractor-71@//db:1521/app", "the password of a connection"],
    ["DSN", "app:plum-Tractor-71@tcp(db:3306)/app", "the password of a connection"],
    ["JAVA_OPTS", "-Xmx1g -Djavax.net.ssl.keyStorePassword=plum-Tractor-71", "the value of -Djavax.net.ssl.keyStorePassword"],
    ["ARGS", "--db-password='plum-Tractor-71' --verbose", "the value of --db-password"],
    [
      "jaas",
      'org.apache.kafka.common.security.plain.PlainLoginModule required username="a" password="plumTractor71";',
      "a password",
    ],
    ["config.json", '{"user":"ci","password":"plum-Tractor-71"}', "the value of password"],
    ["hook", "https://api.example.com/hook?token=3f2504e04f8911d39a0c0305e82c3301", "the URL parameter token"],
    [".dockerconfigjson", '{"auths":{"r.example.com":{"auth":"Y2k6cGx1bS1UcmFjdG9yLTcx"}}}', "the login of a registry"],
    [".netrc", "machine git.example.com login ci password plum-Tractor-71", "a password"],
    [".pgpass", "db.example.com:5432:desk:desk:plum-Tractor-71", "a password"],
    ["ARGS", "--basic-auth=ci:plum-Tractor-71", "the value of --basic-auth"],
    ["ARGS", "upgrade --set image.tag=1,db.password=plum-Tractor-71", "the value of db.password"],
    ["ARGS", "upgrade --set-string=password=plum-Tractor-71", "the value of password"],
    ["run.sh", "mysql -u root -pplumTractor71 < dump.sql", "a password"],
    ["init.sql", "CREATE USER 'desk'@'%' IDENTIFIED BY 'plum-Tractor-71';", "the password of a database's user"],
    ["init.sql", "alter user desk identified with mysql_native_password by 'plumTractor71'", "the password of a database's user"],
    ["init.sql", "CREATE ROLE desk LOGIN\n  ENCRYPTED PASSWORD 'plum-Tractor-71';", "the password of a database's user"],
    ["settings.xml", "<server><id>ci</id><password>plum-Tractor-71</password></server>", "the value of password"],
    ["app.xml", '<property name="db.password" value="plum-Tractor-71"/>', "the value of db.password"],
  ])("%s: %s", (name, text, what) => expect(credentialInLine(name, text)?.what).toBe(what));

  it.each([
    ["CONNECTION", "Server=db;Database=desk;Password=$(PASSWORD);"],
    ["CONNECTION", "Server=db;Database=desk;Integrated Security=true"],
    ["JAVA_OPTS", `-Djavax.net.ssl.keyStorePassword=\${PASSWORD} -Djavax.net.ssl.keyStore=/keys`],
    ["schema.json", '{"password":"string","token":"csrf"}'],
    ["config.json", '{"password":"","passwordFile":"/run/secrets/db"}'],
    ["hook", "https://api.example.com/hook?token=abc"],
    [".netrc", "machine git.example.com login ci password changeme"],
    ["ARGS", "--basic-auth=user:password"],
    ["ARGS", "--basic-auth=enabled"],
    ["ARGS", "--basic-auth=/etc/auth:/run"],
    ["ARGS", "upgrade --set db.existingSecret=db,db.passwordKey=password"],
    ["ARGS", "upgrade --set db.password=$(PASSWORD)"],
    ["hosts", "db.example.com:5432:desk:desk:plum-Tractor-71"],
    ["init.sql", "CREATE USER desk IDENTIFIED BY '$PASSWORD'; ALTER USER b PASSWORD '<password>';"],
    ["init.sql", "CREATE TABLE users (password TEXT); -- the user has the PASSWORD 'of' others"],
    ["settings.xml", `<password>\${env.PASSWORD}</password><token>name</token><password>{{ .x }}</password>`],
    ["app.xml", '<property name="password" value="@PASSWORD@"/><property name="passwordFile" value="/run/db"/>'],
    ["note", "the password is in the Secret; the token=name"],
    [".dockerconfigjson", '{"auths":{"r.example.com":{"auth":"Y2k6cGx1bS1UcmFjd"}}}'],
  ])("not %s: %s", (name, text) => expect(credentialInLine(name, text)).toBeUndefined());
});

it("a shell's assignment holds a credential", () => {
  expect(credentialInAssignment("export DB_PASSWORD=plum-Tractor-71 && ./run")?.what).toBe("the value of DB_PASSWORD");
  expect(credentialInAssignment("export DB_PASSWORD=$(cat /run/db) && ./run")).toBeUndefined();
});

describe("credentials by their name", () => {
  it.each([
    ["DB_PASSWORD", "hunter2"],
    ["dbPassword", "postgres"],
    ["smtp.pass", "s3cret"],
    ["PGPASSWORD", "s3cret"],
    ["API_KEY", "9f86d081884c7d659a2feaa0c55ad015"],
    ["clientSecret", "Zm9vYmFyMTIzNDU2Nzg5MA=="],
    ["GITHUB_TOKEN", "3f2504e04f8911d39a0c0305e82c3301"],
    ["s3.secret-access-key", "plumTractor71"],
    ["API_TOKEN", "abc-abcdefghi1-ab"],
    ["AZURE_STORAGE_KEY", "FapTu6UZtP3DGlBCiKHVk4aOycx4riwAUmijqo99nXyO3oDsfyX87Kl9Qpyb3tnvEqDLBKtnDhTQcTZrQ=="],
  ])("%s=%s", (name, value) => expect(isCredential(name, value)).toBe(true));

  it.each([
    ["DB_PASSWORD", ""],
    ["DB_PASSWORD", "$(OTHER)"],
    ["DB_PASSWORD", "{{ .Values.password }}"],
    ["DB_PASSWORD", "changeme"],
    ["DB_PASSWORD", "********"],
    ["DB_PASSWORD", "true"],
    ["DB_PASSWORD", "/run/secrets/db"],
    ["DB_PASSWORD", "ENC[AES256_GCM,data:abc=]"],
    ["PASSWORD_FILE", "hunter2"],
    ["PASSWORD_LENGTH", "hunter2"],
    ["BYPASS", "hunter2"],
    ["PWD", "hunter2"],
    ["TLS_SECRET", "web-tls-certificate-2024"],
    ["TOKEN", "csrf"],
    ["API_TOKEN", "abc-abcdefgh1-abc"],
    ["API_KEY", "X-Api-Key"],
    ["SECRET_KEY", "secret/data/web/v1alpha1"],
    ["WIREGUARD_PUBLIC_KEY", "UWTY36gTSU8oOFx97rwGKbCdxdzsn77yOZmoEYyKI="],
    ["AZURE_STORAGE_KEY_NAME", "key1"],
    ["MONKEY", "9f86d081884c7d659a2feaa0c55ad015"],
  ])("not %s=%s", (name, value) => expect(isCredential(name, value)).toBe(false));
});

it.each<readonly [name: string, value: string, expected: boolean]>([
  ["AWS_ACCESS_KEY_ID", " AKIAABCDEFGHIJKLMNOP\n", true],
  ["awsAccessKeyId", "ASIAABCDEFGHIJKLMNOP", true],
  ["AWS_SECRET_ACCESS_KEY", "AKIAABCDEFGHIJKLMNOP", false],
  ["AWS_ACCESS_KEY_ID", "AKIAABCDEFGHIJKLMNOPQ", false],
])("%s=%j is the public half of a pair: %s", (name, value, expected) => expect(isKeyId(name, value)).toBe(expected));

it.each<readonly [text: string, expected: boolean]>([
  ["x", false],
  ["xx", true],
  ["Xxxx", true],
  ["xxy", false],
  ["\n\n", false],
  ["changeme", true],
  ["<password>", true],
  ["a<%b", true],
  ["a-{{b}}", true],
  ["plum-Tractor-71", false],
])("%j is to be replaced: %s", (text, expected) => expect(isPlaceholder(text)).toBe(expected));

describe("any text", () => {
  it("is taken, and a leak lies in it", () => {
    const pieces = fc.constantFrom(
      "AKIA",
      "ghp_",
      "://",
      ":",
      "@",
      "eyJ",
      "-----BEGIN ",
      "PRIVATE KEY-----",
      "Bearer ",
      "a1".repeat(20),
    );
    const text = fc.array(fc.oneof(fc.string({ unit: "binary" }), pieces), { maxLength: 12 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(text, fc.string(), (some, name) => {
        const leak = credentialIn(some);
        if (leak) expect(leak.index).toBeLessThan(some.length);
        expect([isLiteral(some), isCredential(name, some), isPlaceholder(some)].every((it) => typeof it === "boolean")).toBe(
          true,
        );
      }),
    );
  });
});

describe("values are never echoed", () => {
  const value = fc.stringMatching(/^[A-Za-z0-9]{6,20}$/).map((text) => `Q7${text}z9`);
  const forms: readonly ((secret: string) => string)[] = [
    (secret) => secret,
    (secret) => `postgres://web:${secret}@db/web`,
    (secret) => Buffer.from(`${secret}\n`).toString("base64"),
  ];

  it("in messages, related places and titles of fixes", () => {
    let found = 0;
    fc.assert(
      fc.property(value, fc.constantFrom(...forms), (secret, form) => {
        const text = form(secret);
        const result = lintText(rules, manifest(text));
        found += result.findings.length;
        for (const finding of result.findings) {
          const said = [finding.message, ...finding.related.map((one) => one.message), ...finding.fixes.map((fix) => fix.title)];
          for (const words of said) {
            expect(words).not.toContain(secret);
            expect(words).not.toContain(text);
          }
        }
      }),
    );
    expect(found).toBeGreaterThan(100);
  });
});

function manifest(value: string): string {
  return `apiVersion: v1
kind: Pod
metadata: { name: web, annotations: { database: "${value}", password: "${value}" }, labels: { password: "${value}" } }
spec:
  containers:
    - name: app
      env: [{ name: PASSWORD, value: "${value}" }, { name: API_KEY, value: "${value}" }]
      args: ["--password=${value}", "--token", "${value}"]
---
apiVersion: v1
kind: ConfigMap
metadata: { name: web }
data: { password: "${value}", app.yaml: "a: b\\npassword: ${value}\\n" }
---
apiVersion: v1
kind: Secret
metadata: { name: web, annotations: { "kubectl.kubernetes.io/last-applied-configuration": "${value}" } }
type: kubernetes.io/dockerconfigjson
data: { .dockerconfigjson: "${value}", token: "${value}" }
stringData: { password: "${value}", map: { a: "${value}" } }
---
apiVersion: example.com/v1
kind: Database
metadata: { name: web }
spec: { url: "${value}", list: ["${value}"] }
`;
}
