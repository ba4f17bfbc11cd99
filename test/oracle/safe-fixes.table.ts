/** Texts for which safe fixes are offered, or should not be. Their readings are recorded. */
export const SAFE_FIXES: Readonly<Record<string, string>> = {
  "words of YAML 1.1 where the API wants strings": `apiVersion: v1
kind: Service
metadata:
  name: y
  labels:
    canary: no
spec:
  selector:
    axis: y
  ports:
    - name: n
      port: 80
`,
  "words of YAML 1.1 where the API wants booleans": `apiVersion: v1
kind: Pod
metadata:
  name: app
spec:
  hostNetwork: no
  shareProcessNamespace: On
  terminationGracePeriodSeconds: 010
  containers:
    - name: app
      image: app:1.2
      args: [yes, 010]
`,
  "words of YAML 1.1 in a custom resource": `apiVersion: example.com/v1
kind: Machine
metadata:
  name: off
spec:
  enabled: yes
  speed: 010
`,
  "numbers and booleans as values of a ConfigMap": `apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
data:
  PORT: 8080
  VERSION: 1.10
  DEBUG: yes
`,
  "keys out of their order": `kind: ConfigMap
data:
  b: "2"
  a: "1"
metadata:
  name: settings
apiVersion: v1
`,
};
