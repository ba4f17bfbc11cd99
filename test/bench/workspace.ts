// A generated repository: applications with a base and ten overlays each, and one manifest in fifteen that no kustomization names.

const OVERLAYS = 10;
const FILES_OF_AN_APP = 4 + 2 * OVERLAYS;

/** The texts of about `count` files by URI. The base of the first application is `file:///r/apps/app-0/base/`, the first other manifest `file:///r/other/0.yaml`. */
export function generatedWorkspace(count: number): ReadonlyMap<string, string> {
  const others = Math.round(count / 15);
  const apps = Math.max(1, Math.round((count - others) / FILES_OF_AN_APP));
  const files = new Map<string, string>();
  for (let i = 0; i < apps; i++)
    for (const [path, text] of appFiles(`app-${i}`)) files.set(`file:///r/apps/app-${i}/${path}`, text);
  for (let i = 0; i < others; i++) files.set(`file:///r/other/${i}.yaml`, deployment(`other-${i}`));
  return files;
}

export const IMAGE_IN_BASE = { uri: "file:///r/apps/app-0/base/deployment.yaml", before: ":1.0.0", after: ":1.0.1" };
export const UNRELATED = { uri: "file:///r/other/0.yaml", before: ":1.0.0", after: ":1.0.1" };

function* appFiles(name: string): Iterable<readonly [path: string, text: string]> {
  yield ["base/kustomization.yaml", "resources:\n  - deployment.yaml\n  - service.yaml\n  - config.yaml\n"];
  yield ["base/deployment.yaml", deployment(name)];
  yield ["base/service.yaml", service(name)];
  yield ["base/config.yaml", `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\ndata:\n  level: info\n  region: eu\n`];
  for (let i = 0; i < OVERLAYS; i++) {
    yield [`overlays/stage-${i}/kustomization.yaml`, overlay(i)];
    yield [`overlays/stage-${i}/patch.yaml`, patch(name, i)];
  }
}

function overlay(i: number): string {
  return `namespace: stage-${i}\nresources:\n  - ../../base\nlabels:\n  - pairs:\n      stage: s${i}\npatches:\n  - path: patch.yaml\n`;
}

function patch(name: string, i: number): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
spec:
  replicas: ${i + 2}
  template:
    spec:
      containers:
        - name: app
          resources:
            limits:
              memory: ${(i + 1) * 64}Mi
`;
}

function service(name: string): string {
  return `apiVersion: v1
kind: Service
metadata:
  name: ${name}
spec:
  selector:
    app: ${name}
  ports:
    - name: http
      port: 80
      targetPort: http
`;
}

function deployment(name: string): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  labels:
    app: ${name}
spec:
  replicas: 2
  selector:
    matchLabels:
      app: ${name}
  template:
    metadata:
      labels:
        app: ${name}
    spec:
      serviceAccountName: ${name}
      automountServiceAccountToken: false
      containers:
        - name: app
          image: registry.example.com/${name}:1.0.0
          env:
            - name: LEVEL
              valueFrom:
                configMapKeyRef:
                  name: ${name}
                  key: level
          ports:
            - name: http
              containerPort: 8080
          readinessProbe:
            httpGet:
              path: /ready
              port: http
          securityContext:
            allowPrivilegeEscalation: false
            readOnlyRootFilesystem: true
`;
}
