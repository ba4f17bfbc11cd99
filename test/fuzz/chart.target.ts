import { chartOf, printChart } from "../support/charts.ts";
import { guarded, type Target } from "./target.ts";

const VALUES = `name: web
image: { repository: nginx, tag: "1.27" }
replicas: 2
enabled: true
list: [a, b, c]
text: "{{ .Release.Name }}"
resources: { limits: { cpu: 1, memory: 1Gi } }
`;
const TEMPLATES = [
  `{{- define "c.name" -}}{{ default .Chart.Name .Values.name | trunc 63 | trimSuffix "-" }}{{- end }}
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ include "c.name" . }}
  labels:
    {{- range $i, $e := .Values.list }}
    l{{ $i }}: {{ $e | quote }}
    {{- end }}
spec:
  {{- if and .Values.enabled (gt (int .Values.replicas) 1) }}
  replicas: {{ .Values.replicas }}
  {{- else }}
  replicas: 1
  {{- end }}
  template:
    spec:
      containers:
        - name: c
          image: "{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}"
          {{- with .Values.resources }}
          resources:
            {{- toYaml . | nindent 12 }}
          {{- end }}
          args: [{{ tpl .Values.text . | quote }}, {{ printf "%s-%d" "a" 1 }}]
`,
  `{{ $x := dict "a" 1 "b" (list 1 2 "3") }}{{ range $k, $v := $x }}
{{ $k }}: {{ $v | toJson }}
{{ end }}{{/* a comment */}}{{ regexReplaceAll "a(b*)" "abba" "$1" | upper | b64enc | indent 2 }}
{{ block "c.b" . }}x: {{ .Values.nothing | default "y" }}{{ end }}
{{ lookup "v1" "Pod" "a" "b" | toYaml }}{{ (index .Values.list 1) | replace "b" "c" | title }}{{ fail "no" }}
`,
];

/** A chart renders or says why not, and every character's place lies in its file. */
export const chartsTarget: Target = {
  name: "charts",
  batch: 200,
  seeds: TEMPLATES,
  check: guarded((text) => {
    const { rendering } = printChart(chartOf({ "values.yaml": VALUES, "templates/a.yaml": text }));
    for (const { text: made } of rendering.manifests)
      for (const { place } of made.runs)
        if (place && (place.start < 0 || place.end > place.file.text.length))
          return `a place lies outside of its file: ${place.file.path} ${place.start} to ${place.end}`;
    return undefined;
  }),
};
