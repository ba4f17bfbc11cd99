// Repositories in which rules over several documents have much to look up: many objects that all of one kind of question concerns.

/** The kinds of crowds: a mix as teams have it, and such in which everything meets in one place. */
export type Crowd = "mix" | "bindings" | "policies" | "dangling" | "pods";

/** The texts of about `count` resources by URI, five to a file, and two edits: one that changes a pod's label, one that changes no fact. */
export function crowdOf(crowd: Crowd, count: number): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  const texts = MEMBERS[crowd](count);
  for (let i = 0; i < texts.length; i += OBJECTS_OF_A_FILE)
    files.set(`file:///r/${folderOf(crowd, i)}/${i}.yaml`, texts.slice(i, i + OBJECTS_OF_A_FILE).join("---\n"));
  return files;
}

export const LABEL_OF_A_POD = { uri: "file:///r/0/0.yaml", before: "        app: web-0\n", after: "        app: web-zero\n" };
export const NO_FACT = { uri: "file:///r/0/0.yaml", before: "minReadySeconds: 5", after: "minReadySeconds: 6" };

const OBJECTS_OF_A_FILE = 5;

function folderOf(crowd: Crowd, i: number): number {
  return crowd === "mix" ? Math.floor(i / (OBJECTS_OF_A_FILE * 20)) : 0;
}

const MEMBERS: Readonly<Record<Crowd, (count: number) => readonly string[]>> = {
  mix: (count) =>
    numbers(count / OBJECTS_OF_A_FILE).flatMap((i) => {
      const namespace = `team-${Math.floor(i / 20)}`;
      return [
        deployment(i, namespace),
        service(i, namespace),
        config(i, namespace),
        policy(i, namespace, `web-${i}`),
        account(i, namespace),
      ];
    }),
  bindings: (count) => [deployment(0, "shop"), role(), ...numbers(count).map(binding)],
  policies: (count) => numbers(count).flatMap((i) => [deployment(i, "shop"), policy(i, "shop", `web-${i}`)]),
  dangling: (count) => numbers(count).flatMap((i) => [deployment(i, "shop"), policy(i, "shop", `nobody-${i}`)]),
  pods: (count) => [deployment(0, "shop"), ...numbers(count).map(pod)],
};

function numbers(count: number): readonly number[] {
  return Array.from({ length: Math.round(count) }, (_, i) => i);
}

function deployment(i: number, namespace: string): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web-${i}
  namespace: ${namespace}
spec:
  minReadySeconds: 5
  selector:
    matchLabels:
      app: web-${i}
  template:
    metadata:
      labels:
        app: web-${i}
    spec:
      serviceAccountName: web-${i}
      containers:
        - name: app
          image: registry.example.com/web:1.0.0
          envFrom:
            - configMapRef:
                name: web-${i}
          ports:
            - name: http
              containerPort: 8080
`;
}

function service(i: number, namespace: string): string {
  return `apiVersion: v1\nkind: Service\nmetadata:\n  name: web-${i}\n  namespace: ${namespace}\nspec:\n  selector:\n    app: web-${i}\n  ports:\n    - name: http\n      port: 80\n      targetPort: http\n`;
}

function config(i: number, namespace: string): string {
  return `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web-${i}\n  namespace: ${namespace}\ndata:\n  level: info\n`;
}

function account(i: number, namespace: string): string {
  return `apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: web-${i}\n  namespace: ${namespace}\n`;
}

/** Lets one peer in. */
function policy(i: number, namespace: string, peer: string): string {
  return `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web-${i}
  namespace: ${namespace}
spec:
  podSelector:
    matchLabels:
      app: web-${i}
  policyTypes: [Ingress]
  ingress:
    - from:
        - podSelector:
            matchLabels:
              app: ${peer}
`;
}

function role(): string {
  return `apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata:\n  name: reader\nrules:\n  - apiGroups: [""]\n    resources: [secrets]\n    verbs: [get, list]\n`;
}

function binding(i: number): string {
  return `apiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nmetadata:\n  name: reader-${i}\n  namespace: shop\nroleRef:\n  apiGroup: rbac.authorization.k8s.io\n  kind: ClusterRole\n  name: reader\nsubjects:\n  - kind: ServiceAccount\n    name: web-${i}\n    namespace: shop\n`;
}

function pod(i: number): string {
  return `apiVersion: v1\nkind: Pod\nmetadata:\n  name: job-${i}\n  namespace: shop\n  labels:\n    app: job-${i}\nspec:\n  containers:\n    - name: app\n      image: registry.example.com/job:1.0.0\n`;
}
