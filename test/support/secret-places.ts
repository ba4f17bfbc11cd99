// Kinds of places where a secret may stand: `§` is the secret, `§64` the same in base64.

const META = "metadata: { name: web, namespace: shop }\n";
const secret = (rest: string) => `apiVersion: v1\nkind: Secret\n${META}${rest}`;
const configMap = (rest: string) => `apiVersion: v1\nkind: ConfigMap\n${META}${rest}`;
const container = (rest: string) =>
  `apiVersion: v1\nkind: Pod\n${META}spec:\n  containers:\n    - name: app\n      image: registry.example/app:1\n${rest.replace(/^/gm, "      ")}\n`;
const pod = (rest: string) =>
  `apiVersion: v1\nkind: Pod\n${META}spec:\n  containers: [{ name: app, image: "registry.example/app:1" }]\n${rest}`;
const annotated = (rest: string) =>
  `apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n  annotations:\n${rest}spec:\n  containers: [{ name: app, image: "a:1" }]\n`;
const component = (flag: string) =>
  `apiVersion: v1\nkind: Pod\nmetadata: { name: kube-apiserver, namespace: kube-system, labels: { component: kube-apiserver } }\nspec:\n  containers:\n    - name: kube-apiserver\n      image: registry.k8s.io/kube-apiserver:v1.31.0\n      command:\n        - kube-apiserver\n        - ${flag}\n`;

export const PLACES: Readonly<Record<string, string>> = {
  // Secrets
  "data of a Secret, not in base64": secret('data:\n  password: "§"\n'),
  "data of a Secret, in base64": secret("data:\n  password: §64\n"),
  "data of a Secret under a neutral key": secret("data:\n  colour: §64\n"),
  "data of a Secret with blanks around": secret('data:\n  password: " §64 "\n'),
  "data of a Secret with a line break": secret("data:\n  password: |\n    §64\n"),
  "data of a Secret, folded": secret("data:\n  password: >-\n    §64\n"),
  "data of a Secret in base64 twice and plain": secret('data:\n  a: §64\n  b: "§"\n'),
  stringData: secret('stringData:\n  password: "§"\n'),
  "stringData, plain": secret("stringData:\n  password: §\n"),
  "stringData, a block": secret("stringData:\n  config.ini: |\n    user=app\n    password=§\n"),
  "stringData under a neutral key": secret('stringData:\n  colour: "§"\n'),
  "stringData and data of one key": secret('data:\n  a: §64\nstringData:\n  a: "§"\n'),
  "stringData, keys in any order": secret('stringData:\n  z: "§"\n  b: x\n  a: "§"\n'),
  "data, a list": secret('data:\n  - "§"\n'),
  "stringData, a mapping": secret('stringData:\n  a: { b: "§" }\n'),
  "a value beside data": secret('password: "§"\n'),
  "a Secret of type dockerconfigjson": secret(
    'type: kubernetes.io/dockerconfigjson\nstringData:\n  .dockerconfigjson: \'{"auths":{"r.example":{"password":"§"}}}\'\n',
  ),
  "a Secret of type basic-auth": secret('type: kubernetes.io/basic-auth\nstringData: { username: app, password: "§" }\n'),
  "a Secret of type tls": secret('type: kubernetes.io/tls\ndata: { tls.crt: x, tls.key: "§" }\n'),
  "a Secret of type ssh-auth": secret('type: kubernetes.io/ssh-auth\nstringData: { ssh-privatekey: "§" }\n'),
  "a bootstrap token": secret('type: bootstrap.kubernetes.io/token\nstringData: { token-id: abcdef, token-secret: "§" }\n'),
  "a Secret in a List": `apiVersion: v1\nkind: List\nitems:\n  - apiVersion: v1\n    kind: Secret\n    metadata: { name: a }\n    stringData: { x: "§" }\n`,
  "a Secret in JSON": '{"apiVersion":"v1","kind":"Secret","metadata":{"name":"a"},"stringData":{"password":"§"}}',
  "a Secret in flow style": '{apiVersion: v1, kind: Secret, metadata: {name: a}, stringData: {password: "§"}}\n',
  "a Secret with a document before it": `${pod("")}---\n${secret('stringData: { password: "§" }\n')}`,
  "a Secret with an unknown field": secret('stringDatas:\n  password: "§"\n'),
  "the annotation of kubectl apply": `apiVersion: v1\nkind: Secret\nmetadata:\n  name: a\n  annotations:\n    kubectl.kubernetes.io/last-applied-configuration: |\n      {"apiVersion":"v1","kind":"Secret","data":{"colour":"§64"}}\n`,
  "an anchor on a secret": secret('stringData:\n  a: &x "§"\n  b: *x\n'),
  "a merged secret": `x: &x { password: "§" }\n${secret("stringData:\n  <<: *x\n")}`,
  // Containers
  "a variable": container('env:\n  - name: DB_PASSWORD\n    value: "§"'),
  "a variable, plain": container("env:\n  - name: DB_PASSWORD\n    value: §"),
  "a variable, value first": container('env:\n  - value: "§"\n    name: DB_PASSWORD'),
  "a variable in flow style": container('env: [{ name: API_KEY, value: "§" }]'),
  "a variable that is there twice": container('env:\n  - name: API_TOKEN\n    value: "§"\n  - name: API_TOKEN\n    value: "§"'),
  "a variable with value and valueFrom": container(
    'env:\n  - name: API_TOKEN\n    value: "§"\n    valueFrom: { secretKeyRef: { name: a, key: b } }',
  ),
  "a URL in a variable": container('env:\n  - name: DATABASE\n    value: "postgres://app:§@db.shop.svc:5432/app"'),
  "a connection string": container('env:\n  - name: DATABASE\n    value: "Server=db;User Id=app;Password=§;"'),
  "an option": container('args: ["--password=§"]'),
  "an option and its value": container('args: ["--password", "§"]'),
  "an option of a list": container("args:\n  - --api-token\n  - §"),
  "a command": container('command: ["app", "--db-password=§"]'),
  "a script": container('command: ["sh", "-c", "export DB_PASSWORD=§; exec app"]'),
  "a script in a block": container(
    "command:\n  - sh\n  - -c\n  - |\n    set -e\n    curl -H 'Authorization: Bearer §' https://a.example\n    TOKEN=§ app",
  ),
  "a header of a probe": container(
    "livenessProbe:\n  httpGet:\n    path: /\n    port: 80\n    httpHeaders:\n      - name: Authorization\n        value: §",
  ),
  "a command of a probe": container('livenessProbe:\n  exec: { command: ["redis-cli", "--pass", "§", "ping"] }'),
  "a hook": container('lifecycle:\n  preStop:\n    exec: { command: ["app", "--token=§"] }'),
  "the user of an image": pod("").replace("registry.example/app:1", "https://app:§@registry.example/app:1"),
  "the user of an image without a scheme": pod("").replace("registry.example/app:1", "app:§@registry.example/App:1"),
  "an unknown field of a container": container('passwords: "§"'),
  "a field of a wrong type": container('env:\n  - name: TOKEN\n    value: ["§"]'),
  "a variable without a list": container('env:\n  DB_PASSWORD: "§"'),
  "an init container": pod('  initContainers:\n    - { name: i, image: "a:1", env: [{ name: PGPASSWORD, value: "§" }] }\n'),
  "an ephemeral container": pod('  ephemeralContainers:\n    - { name: i, image: "a:1", args: ["--secret-key=§"] }\n'),
  "a Deployment": `apiVersion: apps/v1\nkind: Deployment\n${META}spec:\n  selector: { matchLabels: { app: a } }\n  template:\n    metadata: { labels: { app: a } }\n    spec:\n      containers:\n        - { name: a, image: "a:1", env: [{ name: SECRET_KEY, value: "§" }] }\n`,
  "a CronJob": `apiVersion: batch/v1\nkind: CronJob\n${META}spec:\n  schedule: "* * * * *"\n  jobTemplate: { spec: { template: { spec: { restartPolicy: Never, containers: [{ name: a, image: "a:1", args: ["--access-key=§"] }] } } } }\n`,
  // Volumes
  "options of a flex volume": pod('  volumes:\n    - name: v\n      flexVolume: { driver: a/b, options: { password: "§" } }\n'),
  "attributes of a CSI volume": pod(
    '  volumes:\n    - name: v\n      csi: { driver: a.b, volumeAttributes: { secretKey: "§" } }\n',
  ),
  "the user of a git volume": pod(
    '  volumes:\n    - name: v\n      gitRepo: { repository: "https://app:§@git.example/a.git" }\n',
  ),
  "parameters of a StorageClass": `apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: { name: a }\nprovisioner: a.b\nparameters: { password: "§" }\n`,
  // ConfigMaps
  "a ConfigMap": configMap('data:\n  password: "§"\n'),
  "a ConfigMap, plain": configMap("data:\n  DB_PASSWORD: §\n"),
  settings: configMap("data:\n  app.properties: |\n    db.user=app\n    db.password=§\n"),
  "settings in YAML": configMap("data:\n  app.yaml: |\n    db:\n      password: §\n"),
  "settings in JSON": configMap('data:\n  app.json: \'{"token": "§"}\'\n'),
  "settings in one line": configMap('data:\n  .env: "USER=app DB_PASSWORD=§"\n'),
  "a login of a registry": configMap('data:\n  config.json: |\n    {"auths": {"r.example": {"auth": "§64", "password": "§"}}}\n'),
  ".netrc": configMap("data:\n  .netrc: |\n    machine a.example login app password=§\n"),
  "binary data": configMap("binaryData:\n  token: §64\n"),
  "data of a ConfigMap, keys in any order": configMap('data:\n  z-password: "§"\n  b: x\n  a-token: "§"\n'),
  "a kubeconfig": configMap(
    "data:\n  config: |\n    users:\n      - name: a\n        user: { token: §, password: §, client-key-data: §64 }\n",
  ),
  "a URL in settings": configMap("data:\n  app.conf: |\n    amqp://app:§@mq:5672\n"),
  "an unknown field of a ConfigMap": configMap('dta:\n  password: "§"\n'),
  // Metadata
  "an annotation": annotated('    example.org/api-token: "§"\n'),
  "an annotation that is a URL": annotated("    example.org/hook: https://app:§@hooks.example/x\n"),
  "an annotation in JSON": annotated('    example.org/config: \'{"password": "§"}\'\n'),
  "an annotation of an ingress": `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: a\n  annotations:\n    nginx.ingress.kubernetes.io/configuration-snippet: |\n      proxy_set_header Authorization "Bearer §";\nspec: { rules: [] }\n`,
  "a label": `apiVersion: v1\nkind: Pod\nmetadata: { name: a, labels: { password: "§" } }\nspec: { containers: [{ name: a, image: "a:1" }] }\n`,
  "a comment behind a value": pod("").replace('app:1" }]', 'app:1" }] # password: §'),
  "a comment above": `# DB_PASSWORD=§\n${pod("")}`,
  // Control plane and others
  "a flag of etcd": component("--etcd-servers=http://app:§@10.0.0.1:2379"),
  "an external name": `apiVersion: v1\nkind: Service\n${META}spec: { type: ExternalName, externalName: "https://app:§@db.example" }\n`,
  "an encryption key": `apiVersion: apiserver.config.k8s.io/v1\nkind: EncryptionConfiguration\nresources:\n  - resources: [secrets]\n    providers:\n      - aescbc: { keys: [{ name: key1, secret: §64 }] }\n`,
  "a kubeconfig of its own": 'apiVersion: v1\nkind: Config\nusers:\n  - name: a\n    user: { token: "§", password: "§" }\n',
  kubeadm: 'apiVersion: kubeadm.k8s.io/v1beta4\nkind: InitConfiguration\nbootstrapTokens:\n  - token: "§"\ncertificateKey: "§"\n',
  "a webhook's URL": `apiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingWebhookConfiguration\nmetadata: { name: a }\nwebhooks:\n  - name: a.b.c\n    clientConfig: { url: "https://app:§@hook.example/" }\n    sideEffects: None\n    admissionReviewVersions: [v1]\n`,
  "a store of external secrets":
    'apiVersion: external-secrets.io/v1\nkind: SecretStore\nmetadata: { name: a }\nspec: { provider: { vault: { server: "https://app:§@v.example", auth: { token: "§" } } } }\n',
  "a custom resource":
    'apiVersion: example.org/v1\nkind: Database\nmetadata: { name: a }\nspec: { adminPassword: "§", connection: { connectionString: "§" } }\n',
  "a generator": `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nsecretGenerator:\n  - name: a\n    literals: ["password=§"]\n`,
  "an inline patch": `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\npatches:\n  - patch: |\n      apiVersion: v1\n      kind: Secret\n      metadata: { name: a }\n      stringData: { password: § }\n`,
  "a Helm value in a template": `apiVersion: v1\nkind: Secret\nmetadata: { name: {{ .Release.Name }} }\nstringData:\n  password: {{ .Values.password | default "§" }}\n`,
  "a plain value in a template": `apiVersion: v1\nkind: Secret\nmetadata: { name: {{ .Release.Name }} }\nstringData:\n  password: "§"\n`,
  "an Application's Helm parameters": `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: a }\nspec:\n  project: a\n  destination: { server: "https://kubernetes.default.svc", namespace: a }\n  source: { repoURL: "https://app:§@git.example/a", path: a, helm: { parameters: [{ name: password, value: "§" }] } }\n`,
  // Broken lines
  "an unclosed quote": secret('stringData:\n  password: "§\n'),
  "an unclosed quote of a variable": container('env:\n  - name: DB_PASSWORD\n    value: "§\n  - name: B\n    value: b'),
  "a tab": secret("stringData:\n\tpassword: §\n"),
  "a tab behind the key": secret('stringData:\n  password:\t"§\n'),
  "a duplicate": secret('stringData:\n  password: "§"\n  password: "§"\n'),
  "a second colon": secret("stringData:\n  password: §: x\n"),
  "an unknown anchor": secret("stringData:\n  password: *§\n"),
  "an unknown anchor of a variable": container("env:\n  - name: DB_PASSWORD\n    value: *§"),
  "an anchor": secret("stringData:\n  password: &§\n"),
  "a tag": secret("stringData:\n  password: !§\n"),
  "an unknown directive": `%§\n---\n${secret("stringData: {}\n")}`,
  "a percent sign": secret("stringData:\n  password: %§\n"),
  "an at sign": secret("stringData:\n  password: @§\n"),
  "a backquote": secret("stringData:\n  password: `§`\n"),
  "a brace": secret("stringData:\n  password: {§\n"),
  "a bracket": secret("stringData:\n  password: [§\n"),
  "two quotes": secret('stringData:\n  password: "§" "§"\n'),
  "text behind a quote": secret('stringData:\n  password: "a"§\n'),
  "an unknown escape": secret('stringData:\n  password: "\\q§"\n'),
  "a line that is indented less": secret('stringData:\n    a: b\n  password: "§"\n'),
  "a line without a key": secret("stringData:\n  password:\n  §\n  a: b\n"),
  "a key without a colon": secret("stringData:\n  password §\n  a: b\n"),
  "a block that is indented less": secret("stringData:\n  password: |\n §\n"),
  "a document behind another": `${secret("stringData: { a: b }\n")} password: §\n`,
  "a control character": secret('stringData:\n  password: "§\u0007"\n'),
  "JSON that is cut off": '{"apiVersion":"v1","kind":"Secret","metadata":{"name":"a"},"stringData":{"password":"§',
  // Under names in small letters, behind options and in files of programs
  "a variable in small letters": container("env:\n  - name: mysql_root_password\n    value: §"),
  "a personal token": container("env:\n  - name: GITHUB_PAT\n    value: §"),
  "a key of sessions": container("env:\n  - name: SESSION_KEY\n    value: §"),
  "a variable written as a line": container("env:\n  - DB_PASSWORD=§"),
  "a login in one option": container('args: ["--user=admin:§"]'),
  "a login behind an option": container('args: ["curl", "-u", "admin:§", "http://a.example"]'),
  "a password glued to its option": container('command: ["sh", "-c", "mysql -uroot -p§ db"]'),
  "a password of redis": container('args: ["redis-server", "--requirepass", "§"]'),
  "a header of an option": container('args: ["--header=X-Vault-Token: §"]'),
  "a source of a variable that is its value": container("env:\n  - name: TOKEN\n    valueFrom: §"),
  "a reference that is a value": container("envFrom:\n  - secretRef: §"),
  "a setting behind a blank": configMap("data:\n  z.conf: |\n    <match>\n      password §\n    </match>\n  n: 1\n"),
  "a user of SQL": configMap("data:\n  z.sql: |\n    CREATE USER x IDENTIFIED BY '§';\n  n: 1\n"),
  "an element of XML": configMap("data:\n  z.xml: |\n    <conf><password>§</password></conf>\n  n: 1\n"),
  "an attribute of XML": configMap('data:\n  z.xml: |\n    <user name="a" password="§"/>\n  n: 1\n'),
  ".npmrc": configMap("data:\n  .npmrc: |\n    //registry.example/:_authToken=§\n  n: 1\n"),
  "a list of users": configMap("data:\n  z.acl: |\n    user default on >§ ~* +@all\n  n: 1\n"),
  "a login of a registry in base64": secret("type: kubernetes.io/dockerconfigjson\ndata:\n  .dockercfg: §docker\n"),
  "an escaped text": secret('stringData:\n  a: "§escaped"\n  n: 1\n'),
  "an encoded URL": container('env:\n  - name: DATABASE_URL\n    value: "postgres://a:§encoded@db/x"'),
  "values of a misspelt field": secret("stringdata: { colour: § }\n"),
  "values in metadata": "apiVersion: v1\nkind: Secret\nmetadata: { name: a, stringData: { password: § } }\n",
  "a Secret of another version": "apiVersion: v2\nkind: Secret\nmetadata: { name: a }\nstringData: { colour: § }\n",
  "a Secret without a version": "kind: Secret\nmetadata: { name: a }\nstringData: { colour: § }\n",
  "a Secret in small letters": "apiVersion: v1\nkind: secret\nmetadata: { name: a }\nstringData: { colour: § }\n",
  "values of a HelmRelease":
    'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: { name: a }\nspec: { interval: 5m, chart: { spec: { chart: c } }, values: { db: { password: § }, url: "https://u:§@h" } }\n',
  "a file that SOPS has encrypted in part": secret(
    "stringData:\n  a: ENC[AES256_GCM,data:abc,type:str]\n  b_unencrypted: §\nsops: {}\n",
  ),
  // Objects that rules say something about
  "a value that another key repeats": configMap('data:\n  n: 1\n  password: "§"\n  t: yes\n'),
  "an open quote in a comment": `# password: '§\n${pod("")}`,
  "an action that is the value itself": secret('stringData:\n  password: "{{ § }}"\n  b: x\n'),
  "a merge key in a value": secret('data:\n  tls.key: "<<: §"\n'),
  // What a slip makes of a place: a blank or a quote in a URL, a colon too many, a value where none belongs
  "a blank in a URL": pod('  volumes:\n    - { name: v, gitRepo: { repository: "https://app:a: §@git.example/a.git" } }\n'),
  "a quote in a URL": `apiVersion: v1\nkind: Service\n${META}spec: { type: ExternalName, externalName: "https://app:'§@db.example" }\n`,
  "an action in the user of an image": pod("").replace("registry.example/app:1", "https://app:{{ § }}@registry.example/app:1"),
  "a tag in the user of an image": pod("").replace("registry.example/app:1", "app:!!binary §@registry.example/App:1"),
  "a colon behind an option": container("args:\n  - --api-token\n  - §: x"),
  "a colon behind a variable": container("env:\n  - §: x"),
  "a colon behind a block that is indented less": secret("stringData:\n  password: |\n §: x\n"),
  "a colon behind a directive": `%§: x\n---\n${secret("stringData: {}\n")}`,
  "a line break in flow style": configMap(
    "data:\n  config: |\n    users:\n      - name: a\n        user: { token: \n§, password: x }\n",
  ),
  "a tag before a variable": container("env:\n  - name: WEBHOOK_URL\n    value: !!binary §"),
  "an escaped variable": container('env:\n  - name: DB_PASSWORD\n    value: "*§escaped"'),
  "an open action before a request": `apiVersion: certificates.k8s.io/v1\nkind: CertificateSigningRequest\nmetadata: { name: a }\nspec: { request: {{ §64, signerName: a/b, usages: [x] }\n`,
  "a port that is none": `apiVersion: v1\nkind: Service\n${META}spec: { ports: [{ port: "§" }], type: § }\n`,
  "a switch of a Secret": secret("immutable: §\nstringData: { a: b }\n"),
  "a suppression": `# plimsoll-disable-file privileged-container -- password: §\n${pod("")}`,
};

/** Looks like what people and generators choose: mixed, digits only, with characters that formats escape. */
export const SECRETS = ["Zq7Kd9Xw2Pf4Lm8TvR3n", "73915528461937", "qV8-uP3.xN6_kW1+hB5", "Tr0ub4dor&Xy<9>\u00e4pQ7w"] as const;

/** Every eight characters of a secret, as they are, in base64 and escaped. */
export function pieces(secret: string): readonly string[] {
  const inBase64 = [0, 1, 2].map((skip) => Buffer.from(secret.slice(skip)).toString("base64").replace(/=+$/, "").slice(0, -1));
  const escaped = [
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
    secret.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;"),
    FORMS["§escaped"]?.(secret) ?? "",
    secret.replace(/[\\`*_[\]<>|#@~&]/g, "\\$&"),
  ];
  const all = [secret, ...inBase64, ...escaped].flatMap((form) =>
    Array.from({ length: Math.max(0, form.length - 7) }, (_, i) => form.slice(i, i + 8)),
  );
  return [...new Set(all)];
}

const base64 = (text: string) => Buffer.from(text).toString("base64");
/** What stands for a secret in other forms. */
const FORMS: Readonly<Record<string, (secret: string) => string>> = {
  "§64": base64,
  "§docker": (secret) =>
    base64(JSON.stringify({ auths: { "r.example": { username: "u", password: secret, auth: base64(`u:${secret}`) } } })),
  "§escaped": (secret) => [...secret].map((c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`).join(""),
  "§encoded": encodeURIComponent,
};

/** A place (`§`, in other forms such as `§64`, which is base64) with the secret in it. */
export function planted(template: string, secret: string): string {
  const other = Object.entries(FORMS).reduce((text, [name, form]) => text.replaceAll(name, () => form(secret)), template);
  return other.replaceAll("§", () => secret);
}

/** The lines of a text in which a piece of the secret stands. */
export function leaksIn(text: string, secret: string): readonly string[] {
  const all = pieces(secret).filter((piece) => text.includes(piece));
  if (all.length === 0) return [];
  return text.split("\n").filter((line) => all.some((piece) => line.includes(piece)));
}
