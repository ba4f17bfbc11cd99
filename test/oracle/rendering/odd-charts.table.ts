import type { SmallChart } from "./small-charts.table.ts";

/** What templates write and goyaml refuses, or takes for something else. */
const REFUSED: Readonly<Record<string, string>> = {
  "map key": 'kind: A\nname: {{ "{{" }} .x }}\n',
  "map key before another error": 'kind: A\na:\n  {{ "{{" }} .x }}: 1\nb: c: d\n',
  "map keys within each other": "kind: A\na:\n  [1]:\n    [2]: 3\n  [4]: 6\n",
  "map key in a map key": "kind: A\n? [5]: 2\n: [3]: 4\n",
  "beside what is random": "kind: A\na: {{ randAlphaNum 5 }}\nb: c: d\n",
  "map key int": "kind: A\na: {1: {2: [a, true, 1.5]}, ? [x, 'y'] : z}\n",
  "no colon": "kind: A\nfoo\nbar: 1\n",
  "no colon last": "kind: A\nfoo",
  "no colon last nl": "kind: A\nb:\n  foo: 1\n  bar\n",
  indent: "kind: A\nmetadata:\n  name: x\n   labels: y\n",
  dedent: "kind: A\nmetadata:\n    name: x\n  labels:\n    y: 1\n",
  "list in map": "kind: A\nspec:\n  a: 1\n  - b\n",
  "item after key": "kind: A\nspec:\n- a\nb\n- c\n",
  "item less indented": "kind: A\nspec:\n  - a\n - b\n",
  "quote open": 'kind: A\na: "x\nb: 1\n',
  "quote open single": "kind: A\na: 'x\nb: 1",
  "quote then text": 'kind: A\na: "x" y\nb: 1\n',
  escape: 'kind: A\na: "\\d+"\n',
  "flow open": "kind: A\na: [1, 2\nb: 3\n",
  "flow open map": "kind: A\na: {b: 1\nc: 2\n",
  "flow comma": "kind: A\na: [,]\n",
  "colon twice": "kind: A\na: b: c\n",
  "colon in first line": "a: b: c\n",
  tab: "kind: A\nb:\n\t- x\n",
  "tab in block": "kind: A\nb: |\n\tx\n",
  at: "kind: A\nb: @x\n",
  backtick: "kind: A\nb: `x`\n",
  percent: "kind: A\nb: %x\n",
  star: "kind: A\nb: *\nc: 1\n",
  "star name": "kind: A\nb: *.example.com\n",
  "star unknown": "kind: A\nb: *foo\n",
  ampersand: "kind: A\nb: &a &b x\n",
  bang: "kind: A\nb: !foo!bar x\n",
  merge: "kind: A\n<<: x\n",
  nan: "kind: A\nb: .nan\n",
  inf: "kind: A\nb: [-.inf]\n",
  "block header": "kind: A\nb: |x\n  y\n",
  "block header 0": "kind: A\nb: |0\n  y\n",
  control: 'kind: A\nb: "\u0001"\n',
  rest: "kind: A\nb: 1\n...\nfoo: [\n",
  rest2: "- a\nb: 1\n",
  rest3: "'a'\nb: 1\n",
  "brace end": "kind: A\nb: }\n",
  dash: "kind: A\nb: - x\n",
  question: "kind: A\nb: ? x\n",
  "long key":
    "kind: A\nxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx: 1\n",
  "multi key": "kind: A\nfoo\n bar: 1\n",
  "empty key": "kind: A\n: x\n",
  "empty value action": "kind: A\nmetadata:\n  name: x\n{{ .Values.x }}\n  y: 1\n",
  "comment indent": "kind: A\nspec:\n  a:\n    - x\n   # c\n   b: 1\n",
  "sub first line": "a\n  b: 1\n c: 2\n",
  "second doc": "kind: A\n---\nkind: B\nx: [\n",
};

/** Charts at the edges of what Helm takes: YAML that it refuses, odd values, subcharts below subcharts, everything that printf and its kin can be asked. */
export const ODD_CHARTS: Readonly<Record<string, SmallChart>> = {
  "alias twice with globals and tags": {
    files: {
      "Chart.yaml":
        "apiVersion: v2\nname: top\nversion: 0.1.0\ndependencies:\n- { name: db, version: '*', alias: db-a, repository: 'file://../db', tags: [dbs], import-values: [data] }\n- { name: db, version: ~0.1, alias: dbB, condition: dbB.enabled, tags: [dbs] }\n- { name: db, version: 0.1.x, condition: db.enabled }\n",
      "values.yaml":
        "tags: { dbs: false }\nglobal: { image: { registry: r, pull: [a] }, x: null }\ndbB: { enabled: true, global: { only: b } }\ndb: { enabled: nope }\ndb-a: { k: 1 }\n",
      "templates/a.yaml":
        "kind: A\nvalues: {{ toJson .Values }}\n{{ range $k, $v := .Subcharts }}\ns-{{ $k }}: {{ $v.Values | toJson }}\n{{ end }}d: {{ .Chart.Dependencies | toJson }}\n",
      "charts/db/Chart.yaml": "apiVersion: v2\nname: db\nversion: 0.1.0\n",
      "charts/db/values.yaml":
        "k: 0\nglobal: { image: { registry: own, tag: t }, x: 5, y: 6 }\nexports: { data: { imported: yes } }\n",
      "charts/db/templates/t.yaml": "kind: A\nvalues: {{ toJson .Values }}\nc: {{ .Chart | toJson }}\nn: {{ .Template.Name }}\n",
    },
  },
  "import-values of nested and conflicts": {
    files: {
      "Chart.yaml":
        "apiVersion: v2\nname: top\nversion: 0.1.0\ndependencies:\n- name: a\n  version: 0.1.0\n  import-values:\n  - { child: conf, parent: . }\n  - { child: conf.inner, parent: imported.x }\n  - missing\n- name: b\n  version: 0.1.0\n  import-values:\n  - { child: conf, parent: . }\n",
      "values.yaml": "p: own\n",
      "templates/a.yaml": "kind: A\nvalues: {{ toJson .Values }}\n",
      "charts/a/Chart.yaml":
        "apiVersion: v2\nname: a\nversion: 0.1.0\ndependencies:\n- { name: deep, version: 0.1.0, import-values: [up] }\n",
      "charts/a/values.yaml": "conf: { p: a, q: a, inner: { z: 1, n: null } }\n",
      "charts/a/templates/x.yaml": "kind: A\nvalues: {{ toJson .Values }}\n",
      "charts/a/charts/deep/Chart.yaml": "apiVersion: v2\nname: deep\nversion: 0.1.0\n",
      "charts/a/charts/deep/values.yaml": "exports: { up: { fromDeep: true, conf: { q: deep, r: deep } } }\n",
      "charts/b/Chart.yaml": "apiVersion: v2\nname: b\nversion: 0.1.0\n",
      "charts/b/values.yaml": "conf: { p: b, q: b, s: b }\n",
    },
  },
  "null deletes": {
    files: {
      "Chart.yaml": "apiVersion: v2\nname: top\nversion: 0.1.0\ndependencies:\n- { name: s, version: 0.1.0 }\n",
      "values.yaml":
        "s: { a: null, m: { x: null, z: 1 }, l: null, newnull: null, deep: { k: null } }\nown: null\nm: { n: null }\n",
      "more.yaml": "s: { b: null, m: { y: null } }\nm: { n: { o: 1 } }\nglobal: { g: null }\n",
      "templates/a.yaml": "kind: A\nvalues: {{ toJson .Values }}\n",
      "charts/s/Chart.yaml": "apiVersion: v2\nname: s\nversion: 0.1.0\n",
      "charts/s/values.yaml": "a: 1\nb: 2\nm: { x: 1, y: 2 }\nl: [1]\ndeep: { v: 1 }\nglobal: { g: 1, h: 2 }\n",
      "charts/s/charts/deep/Chart.yaml": "apiVersion: v2\nname: deep\nversion: 0.1.0\n",
      "charts/s/charts/deep/values.yaml": "k: 1\nj: 2\n",
      "charts/s/charts/deep/templates/x.yaml": "kind: A\nvalues: {{ toJson .Values }}\n",
      "charts/s/templates/b.yaml": "kind: A\nvalues: {{ toJson .Values }}\n",
    },
    options: { values: ["more.yaml"] },
  },
  "library with overridable blocks": {
    files: {
      "Chart.yaml":
        "apiVersion: v2\nname: app\nversion: 0.1.0\ndependencies:\n- { name: common, version: 1.x.x, repository: 'https://x' }\n",
      "values.yaml":
        "image: { repository: r, digest: '' }\nservice: { ports: { http: 80, https: 443 } }\ncommonLabels: { team: '{{ .Release.Name }}' }\n",
      "templates/a.yaml": '{{- include "common.service" (dict "top" . "overrides" "app.service") }}\n',
      "templates/_o.tpl":
        '{{- define "app.service" -}}\nmetadata:\n  annotations: { x: "1" }\nspec:\n  type: NodePort\n{{- end -}}\n',
      "charts/common/Chart.yaml": "apiVersion: v2\nname: common\nversion: 1.2.3\ntype: library\nappVersion: 1.2\n",
      "charts/common/values.yaml": "exampleValue: x\n",
      "charts/common/templates/_tplvalues.tpl":
        '{{- define "common.tplvalues.render" -}}\n{{- $value := typeIs "string" .value | ternary .value (.value | toYaml) }}\n{{- if contains "{{" (toJson .value) }}\n  {{- if .scope }}\n      {{- tpl (cat "{{- with $.RelativeScope -}}" $value "{{- end }}") (merge (dict "RelativeScope" .scope) .context) }}\n  {{- else }}\n    {{- tpl $value .context }}\n  {{- end }}\n{{- else }}\n    {{- $value }}\n{{- end }}\n{{- end -}}\n{{- define "common.labels" -}}\n{{- if and (hasKey . "customLabels") (hasKey . "context") -}}\n{{- $default := dict "app.kubernetes.io/name" .context.Chart.Name "helm.sh/chart" (printf "%s-%s" .context.Chart.Name .context.Chart.Version) -}}\n{{- with .context.Chart.AppVersion -}}\n{{- $_ := set $default "app.kubernetes.io/version" . -}}\n{{- end -}}\n{{ template "common.tplvalues.merge" (dict "values" (list .customLabels $default) "context" .context) }}\n{{- end -}}\n{{- end -}}\n{{- define "common.tplvalues.merge" -}}\n{{- $dst := dict -}}\n{{- range .values -}}\n{{- $dst = include "common.tplvalues.render" (dict "value" . "context" $.context "scope" $.scope) | fromYaml | merge $dst -}}\n{{- end -}}\n{{ $dst | toYaml }}\n{{- end -}}\n',
      "charts/common/templates/_s.tpl":
        '{{- define "common.service.base" -}}\napiVersion: v1\nkind: Service\nmetadata:\n  name: {{ .Release.Name }}\n  labels: {{- include "common.labels" (dict "customLabels" .Values.commonLabels "context" $) | nindent 4 }}\nspec:\n  type: ClusterIP\n  ports:\n  {{- range $n, $p := .Values.service.ports }}\n  - { name: {{ $n }}, port: {{ $p }} }\n  {{- end }}\n{{- end -}}\n{{- define "common.service" -}}\n{{- $top := .top -}}\n{{- $overrides := fromYaml (include .overrides $top) | default (dict ) -}}\n{{- $tpl := fromYaml (include "common.service.base" $top) | default (dict ) -}}\n{{- toYaml (merge $overrides $tpl) -}}\n{{- end -}}\n',
    },
  },
  "regex functions": {
    files: {
      "Chart.yaml": "apiVersion: v2\nname: c\nversion: 0.1.0\n",
      "values.yaml": "s: 'foo-bar.baz_1234'\n",
      "templates/a.yaml":
        'kind: A\nk0: {{ define "d0" }}[{{ regexMatch "^[a-z]([-a-z0-9]*[a-z0-9])?$" "abc-1" }}]{{ end }}{{ include "d0" . | toJson }}\nk1: {{ define "d1" }}[{{ regexFind "[a-z]+" .Values.s }}]{{ end }}{{ include "d1" . | toJson }}\nk2: {{ define "d2" }}[{{ regexFindAll "[a-z]+" .Values.s -1 }}]{{ end }}{{ include "d2" . | toJson }}\nk3: {{ define "d3" }}[{{ regexFindAll "[a-z]" .Values.s 3 | toJson }}]{{ end }}{{ include "d3" . | toJson }}\nk4: {{ define "d4" }}[{{ regexReplaceAll "(?P<a>\\\\w+)-(\\\\w+)" .Values.s "$2/$a" }}]{{ end }}{{ include "d4" . | toJson }}\nk5: {{ define "d5" }}[{{ regexReplaceAll "a(x*)b" "-ab-axxb-" "$1-W" }} {{ regexReplaceAll "a(x*)b" "-ab-axxb-" "$1W" }}]{{ end }}{{ include "d5" . | toJson }}\nk6: {{ define "d6" }}[{{ regexReplaceAllLiteral "a(x*)b" "-ab-axxb-" "$1" }}]{{ end }}{{ include "d6" . | toJson }}\nk7: {{ define "d7" }}[{{ regexSplit "z+" "pizza" -1 | toJson }} {{ regexSplit "," "a,b,c" 2 | toJson }} {{ regexSplit "," "" -1 | toJson }}]{{ end }}{{ include "d7" . | toJson }}\nk8: {{ define "d8" }}[{{ regexMatch "(" "x" }}]{{ end }}{{ include "d8" . | toJson }}\nk9: {{ define "d9" }}[{{ regexQuoteMeta "a.b*c[d]" }}]{{ end }}{{ include "d9" . | toJson }}\nk10: {{ define "d10" }}[{{ mustRegexFind "\\\\d+" .Values.s }}]{{ end }}{{ include "d10" . | toJson }}\nk11: {{ define "d11" }}[{{ regexFind "(?i)FOO" .Values.s }} {{ regexMatch "\\\\bbar\\\\b" .Values.s }}]{{ end }}{{ include "d11" . | toJson }}\nk12: {{ define "d12" }}[{{ regexReplaceAll "\\\\s+" " a  b\\tc " "_" }}]{{ end }}{{ include "d12" . | toJson }}\nk13: {{ define "d13" }}[{{ regexReplaceAll "^" "abc" "x" }} {{ regexReplaceAll "" "abc" "-" }} {{ regexReplaceAll "(?m)^" "a\\nb" "> " }}]{{ end }}{{ include "d13" . | toJson }}\nk14: {{ define "d14" }}[{{ regexMatch "^\\\\p{Lu}" "Éa" }} {{ regexFind "[[:digit:]]{2,3}" .Values.s }} {{ regexReplaceAll "$$" "a" "$$" }}]{{ end }}{{ include "d14" . | toJson }}\n',
    },
  },
  "regex error": {
    files: {
      "Chart.yaml": "apiVersion: v2\nname: c\nversion: 0.1.0\n",
      "templates/a.yaml": 'kind: A\nv: {{ regexReplaceAll "(" "x" "y" }}\n',
    },
  },
  "regex error lookahead": {
    files: {
      "Chart.yaml": "apiVersion: v2\nname: c\nversion: 0.1.0\n",
      "templates/a.yaml": 'kind: A\nv: {{ mustRegexMatch "(?=x)" "x" }}\n',
    },
  },
  "merge family": {
    files: {
      "Chart.yaml": "apiVersion: v2\nname: c\nversion: 0.1.0\n",
      "values.yaml":
        "a: { x: 1, y: { z: [1], w: false, e: '' } }\nb: { x: 2, y: { z: [2, 3], w: true, e: full, n: null }, q: null }\n",
      "templates/a.yaml":
        'kind: A\nk0: {{ define "d0" }}[{{ merge (deepCopy .Values.a) .Values.b | toJson }}]{{ end }}{{ include "d0" . | toJson }}\nk1: {{ define "d1" }}[{{ mergeOverwrite (deepCopy .Values.a) .Values.b | toJson }}]{{ end }}{{ include "d1" . | toJson }}\nk2: {{ define "d2" }}[{{ mustMerge (dict "x" 0) .Values.a .Values.b | toJson }}]{{ end }}{{ include "d2" . | toJson }}\nk3: {{ define "d3" }}[{{ mustMergeOverwrite (dict) .Values.a .Values.b (dict "x" (list)) | toJson }}]{{ end }}{{ include "d3" . | toJson }}\nk4: {{ define "d4" }}[{{ merge (dict "a" (dict)) (dict "a" "s") | toJson }}]{{ end }}{{ include "d4" . | toJson }}\nk5: {{ define "d5" }}[{{ mergeOverwrite (dict "a" (dict "b" 1)) (dict "a" "s") | toJson }}]{{ end }}{{ include "d5" . | toJson }}\nk6: {{ define "d6" }}[{{ mergeOverwrite (dict "a" "s") (dict "a" (dict "b" 1)) | toJson }}]{{ end }}{{ include "d6" . | toJson }}\nk7: {{ define "d7" }}[{{ .Values | toJson }}]{{ end }}{{ include "d7" . | toJson }}\nk8: {{ define "d8" }}[{{ $d := dict "a" 1 }}{{ $e := $d }}{{ $_ := set $e "a" 2 }}{{ $d.a }} {{ $f := deepCopy $d }}{{ $_ := set $f "a" 3 }}{{ $d.a }}]{{ end }}{{ include "d8" . | toJson }}\nk9: {{ define "d9" }}[{{ pick .Values.b "x" "nope" | toJson }} {{ omit .Values.b "y" | toJson }}]{{ end }}{{ include "d9" . | toJson }}\nk10: {{ define "d10" }}[{{ dig "y" "w" "def" .Values.a }} {{ dig "y" "nope" "z" "def" .Values.a }} {{ pluck "x" .Values.a .Values.b | toJson }}]{{ end }}{{ include "d10" . | toJson }}\nk11: {{ define "d11" }}[{{ (get .Values.a "x") }} {{ get .Values.a "nope" | quote }} {{ unset (deepCopy .Values.a) "x" | toJson }} {{ hasKey .Values.b "q" }}]{{ end }}{{ include "d11" . | toJson }}\nk12: {{ define "d12" }}[{{ keys .Values.a | sortAlpha }} {{ values (dict "a" 1) }} {{ dict "a" }} {{ dict 1 2 true nil | toJson }}]{{ end }}{{ include "d12" . | toJson }}\n',
    },
  },
  numbers: {
    files: {
      "Chart.yaml": "apiVersion: v2\nname: c\nversion: 0.1.0\n",
      "values.yaml":
        "big: 123456789012\nhuge: 9007199254740993\nneg: -0.0\nf: 0.1\nsmall: 0.00001234\nmil: 1000000\nport: 65535\nexp: 1e3\noct: 0o755\noct2: 0644\nstr: '012'\nu: 18446744073709551615\nbytes: 1073741824\nsep: 1_000_000\n",
      "templates/a.yaml":
        'kind: A\nk0: {{ define "d0" }}[{{ .Values.big }} {{ .Values.big | quote }} {{ .Values.big | toJson }} {{ .Values.big | toYaml }} {{ .Values.big | int }} {{ .Values.big | int64 }} {{ .Values.big | toString }} {{ printf "%v" .Values.big }} {{ .Values.big | float64 }}]{{ end }}{{ include "d0" . | toJson }}\nk1: {{ define "d1" }}[{{ .Values.huge }} {{ .Values.huge | quote }} {{ .Values.huge | toJson }} {{ .Values.huge | toYaml }} {{ .Values.huge | int }} {{ .Values.huge | int64 }} {{ .Values.huge | toString }} {{ printf "%v" .Values.huge }} {{ .Values.huge | float64 }}]{{ end }}{{ include "d1" . | toJson }}\nk2: {{ define "d2" }}[{{ .Values.neg }} {{ .Values.neg | quote }} {{ .Values.neg | toJson }} {{ .Values.neg | toYaml }} {{ .Values.neg | int }} {{ .Values.neg | int64 }} {{ .Values.neg | toString }} {{ printf "%v" .Values.neg }} {{ .Values.neg | float64 }}]{{ end }}{{ include "d2" . | toJson }}\nk3: {{ define "d3" }}[{{ .Values.f }} {{ .Values.f | quote }} {{ .Values.f | toJson }} {{ .Values.f | toYaml }} {{ .Values.f | int }} {{ .Values.f | int64 }} {{ .Values.f | toString }} {{ printf "%v" .Values.f }} {{ .Values.f | float64 }}]{{ end }}{{ include "d3" . | toJson }}\nk4: {{ define "d4" }}[{{ .Values.small }} {{ .Values.small | quote }} {{ .Values.small | toJson }} {{ .Values.small | toYaml }} {{ .Values.small | int }} {{ .Values.small | int64 }} {{ .Values.small | toString }} {{ printf "%v" .Values.small }} {{ .Values.small | float64 }}]{{ end }}{{ include "d4" . | toJson }}\nk5: {{ define "d5" }}[{{ .Values.mil }} {{ .Values.mil | quote }} {{ .Values.mil | toJson }} {{ .Values.mil | toYaml }} {{ .Values.mil | int }} {{ .Values.mil | int64 }} {{ .Values.mil | toString }} {{ printf "%v" .Values.mil }} {{ .Values.mil | float64 }}]{{ end }}{{ include "d5" . | toJson }}\nk6: {{ define "d6" }}[{{ .Values.port }} {{ .Values.port | quote }} {{ .Values.port | toJson }} {{ .Values.port | toYaml }} {{ .Values.port | int }} {{ .Values.port | int64 }} {{ .Values.port | toString }} {{ printf "%v" .Values.port }} {{ .Values.port | float64 }}]{{ end }}{{ include "d6" . | toJson }}\nk7: {{ define "d7" }}[{{ .Values.exp }} {{ .Values.exp | quote }} {{ .Values.exp | toJson }} {{ .Values.exp | toYaml }} {{ .Values.exp | int }} {{ .Values.exp | int64 }} {{ .Values.exp | toString }} {{ printf "%v" .Values.exp }} {{ .Values.exp | float64 }}]{{ end }}{{ include "d7" . | toJson }}\nk8: {{ define "d8" }}[{{ .Values.oct }} {{ .Values.oct | quote }} {{ .Values.oct | toJson }} {{ .Values.oct | toYaml }} {{ .Values.oct | int }} {{ .Values.oct | int64 }} {{ .Values.oct | toString }} {{ printf "%v" .Values.oct }} {{ .Values.oct | float64 }}]{{ end }}{{ include "d8" . | toJson }}\nk9: {{ define "d9" }}[{{ .Values.oct2 }} {{ .Values.oct2 | quote }} {{ .Values.oct2 | toJson }} {{ .Values.oct2 | toYaml }} {{ .Values.oct2 | int }} {{ .Values.oct2 | int64 }} {{ .Values.oct2 | toString }} {{ printf "%v" .Values.oct2 }} {{ .Values.oct2 | float64 }}]{{ end }}{{ include "d9" . | toJson }}\nk10: {{ define "d10" }}[{{ .Values.str }} {{ .Values.str | quote }} {{ .Values.str | toJson }} {{ .Values.str | toYaml }} {{ .Values.str | int }} {{ .Values.str | int64 }} {{ .Values.str | toString }} {{ printf "%v" .Values.str }} {{ .Values.str | float64 }}]{{ end }}{{ include "d10" . | toJson }}\nk11: {{ define "d11" }}[{{ .Values.u }} {{ .Values.u | quote }} {{ .Values.u | toJson }} {{ .Values.u | toYaml }} {{ .Values.u | int }} {{ .Values.u | int64 }} {{ .Values.u | toString }} {{ printf "%v" .Values.u }} {{ .Values.u | float64 }}]{{ end }}{{ include "d11" . | toJson }}\nk12: {{ define "d12" }}[{{ .Values.bytes }} {{ .Values.bytes | quote }} {{ .Values.bytes | toJson }} {{ .Values.bytes | toYaml }} {{ .Values.bytes | int }} {{ .Values.bytes | int64 }} {{ .Values.bytes | toString }} {{ printf "%v" .Values.bytes }} {{ .Values.bytes | float64 }}]{{ end }}{{ include "d12" . | toJson }}\nk13: {{ define "d13" }}[{{ .Values.sep }} {{ .Values.sep | quote }} {{ .Values.sep | toJson }} {{ .Values.sep | toYaml }} {{ .Values.sep | int }} {{ .Values.sep | int64 }} {{ .Values.sep | toString }} {{ printf "%v" .Values.sep }} {{ .Values.sep | float64 }}]{{ end }}{{ include "d13" . | toJson }}\nk14: {{ define "d14" }}[{{ add 1 .Values.mil }} {{ mul .Values.bytes 4 }} {{ div .Values.mil 3 }} {{ mod 7 3 }} {{ sub 1 2.9 }} {{ addf 1.5 2 }} {{ mulf 1.1 3 }} {{ divf 10 3 }} {{ subf 1 0.1 }}]{{ end }}{{ include "d14" . | toJson }}\nk15: {{ define "d15" }}[{{ max 1 2.5 3 }} {{ min 1 2 }} {{ maxf 1.5 2 }} {{ minf 1.5 2 }} {{ round 3.14159 2 }} {{ round 2.675 2 }} {{ ceil 1.1 }} {{ floor -1.1 }}]{{ end }}{{ include "d15" . | toJson }}\nk16: {{ define "d16" }}[{{ 9223372036854775807 }} {{ -9223372036854775808 }} {{ 0x7fffffff }} {{ 1e10 }} {{ 1.0 }} {{ .5 }} {{ 1_0.5_0 }} {{ int 1e10 }} {{ 0b11 }} {{ add 9223372036854775807 1 }}]{{ end }}{{ include "d16" . | toJson }}\nk17: {{ define "d17" }}[{{ atoi "12" }} {{ atoi "x" }} {{ int "12abc" }} {{ float64 "1e3" }} {{ int64 "9999999999999999999" }} {{ toDecimal "777" }} {{ int true }} {{ int "0x10" }}]{{ end }}{{ include "d17" . | toJson }}\nk18: {{ define "d18" }}[{{ until 3 }} {{ untilStep 0 10 3 }} {{ untilStep 5 0 -2 }} {{ seq 3 }} {{ seq 2 -1 }} {{ seq 0 5 10 }} {{ range $i := until 2 }}{{ $i }};{{ end }}]{{ end }}{{ include "d18" . | toJson }}\n',
    },
  },
  "printf verbs": {
    files: {
      "Chart.yaml": "apiVersion: v2\nname: c\nversion: 0.1.0\n",
      "values.yaml": 's: "a\\tb\\"é😀"\nn: 42\nf: 3.14159\nb: true\nl: [1, a, true, null]\nm: { a: 1, b: { c: x } }\n',
      "templates/a.yaml":
        'kind: A\nk0: {{ define "d0" }}[{{ printf "%v|%+v|%#v|%T|%s|%q|%d|%t|%x|%X|%5v|%-8v|" .Values.s .Values.s .Values.s .Values.s .Values.s .Values.s .Values.s .Values.s .Values.s .Values.s .Values.s .Values.s }}]{{ end }}{{ include "d0" . | toJson }}\nk1: {{ define "d1" }}[{{ printf "%v|%+v|%#v|%T|%s|%q|%d|%t|%x|%X|%5v|%-8v|" .Values.n .Values.n .Values.n .Values.n .Values.n .Values.n .Values.n .Values.n .Values.n .Values.n .Values.n .Values.n }}]{{ end }}{{ include "d1" . | toJson }}\nk2: {{ define "d2" }}[{{ printf "%v|%+v|%#v|%T|%s|%q|%d|%t|%x|%X|%5v|%-8v|" .Values.f .Values.f .Values.f .Values.f .Values.f .Values.f .Values.f .Values.f .Values.f .Values.f .Values.f .Values.f }}]{{ end }}{{ include "d2" . | toJson }}\nk3: {{ define "d3" }}[{{ printf "%v|%+v|%#v|%T|%s|%q|%d|%t|%x|%X|%5v|%-8v|" .Values.b .Values.b .Values.b .Values.b .Values.b .Values.b .Values.b .Values.b .Values.b .Values.b .Values.b .Values.b }}]{{ end }}{{ include "d3" . | toJson }}\nk4: {{ define "d4" }}[{{ printf "%v|%+v|%#v|%T|%s|%q|%d|%t|%x|%X|%5v|%-8v|" .Values.l .Values.l .Values.l .Values.l .Values.l .Values.l .Values.l .Values.l .Values.l .Values.l .Values.l .Values.l }}]{{ end }}{{ include "d4" . | toJson }}\nk5: {{ define "d5" }}[{{ printf "%v|%+v|%#v|%T|%s|%q|%d|%t|%x|%X|%5v|%-8v|" .Values.m .Values.m .Values.m .Values.m .Values.m .Values.m .Values.m .Values.m .Values.m .Values.m .Values.m .Values.m }}]{{ end }}{{ include "d5" . | toJson }}\nk6: {{ define "d6" }}[{{ printf "%v|%+v|%#v|%T|%s|%q|%d|%t|%x|%X|%5v|%-8v|" .Values.zz .Values.zz .Values.zz .Values.zz .Values.zz .Values.zz .Values.zz .Values.zz .Values.zz .Values.zz .Values.zz .Values.zz }}]{{ end }}{{ include "d6" . | toJson }}\nk7: {{ define "d7" }}[{{ printf "%5.2f|%08.3f|%+d|%05d|%x|%X|%#x|%o|%b|%c|%U|%e|%g|%G" 3.14159 3.14159 5 42 255 255 255 8 5 65 66 12345.678 1e21 1e-7 }}]{{ end }}{{ include "d7" . | toJson }}\nk8: {{ define "d8" }}[{{ printf "%s %[1]s %[2]d %[1]q" "a" 3 }} {{ printf "%*d|%-*d|" 5 42 5 42 }} {{ printf "%.3s|%.10s|%5.1s|" "abcdef" "abc" "xyz" }} {{ printf "%%|%z|%!|" 1 }} {{ printf "%d" }} {{ printf "x" 1 2 }}]{{ end }}{{ include "d8" . | toJson }}\nk9: {{ define "d9" }}[{{ printf "%6.2f%%" 12.345 }} {{ printf "%t" "x" }} {{ printf "%s" (list "a" "b") }} {{ printf "%q" (list "a" "b") }} {{ printf "%v" (dict "a" (list 1 2)) }} {{ printf "%d" (int 3.9) }} {{ printf "%03d" (int 7) }} {{ printf "%s" nil }} {{ printf "%v" nil }}]{{ end }}{{ include "d9" . | toJson }}\nk10: {{ define "d10" }}[{{ printf "%-10s|%10s|" "ab" "cd" }} {{ printf "%x" "hello" }} {{ printf "% x" "hello" }} {{ printf "%#v" "x" }} {{ printf "%#v" (list 1 "a") }} {{ printf "%#v" (dict "a" 1) }} {{ printf "%T %T %T" 1 1.5 (until 2) }}]{{ end }}{{ include "d10" . | toJson }}\nk11: {{ define "d11" }}[{{ print 1 2 "a" 3 4 nil true }} {{ println "a" 1 }} {{ printf "%s" (print "a") | upper }} {{ print (list 1) (dict) }} {{ printf "%v %v" true .Values.f }} {{ printf "%08b" 5 }} {{ printf "%+.2e" 12345.678 }} {{ printf "%6d|%-6d|%06d" 42 42 -42 }}]{{ end }}{{ include "d11" . | toJson }}\n',
    },
  },
  "values broken": {
    files: {
      "Chart.yaml": "apiVersion: v2\nname: c\nversion: 0.1.0\n",
      "values.yaml": "a: 1\nb: [\n",
      "templates/a.yaml": "kind: A\nvalues: {{ toJson .Values }}\n",
    },
  },
  "values broken2": {
    files: {
      "Chart.yaml": "apiVersion: v2\nname: c\nversion: 0.1.0\n",
      "values.yaml": "---\na: 1\n b: 2\n",
      "templates/a.yaml": "kind: A\nvalues: {{ toJson .Values }}\n",
    },
  },
  "values broken sub": {
    files: {
      "Chart.yaml": "apiVersion: v2\nname: c\nversion: 0.1.0\n",
      "charts/s/Chart.yaml": "apiVersion: v2\nname: s\nversion: 0.1.0\n",
      "charts/s/values.yaml": "a: {{ x }}\n",
      "templates/a.yaml": "kind: A\nvalues: {{ toJson .Values }}\n",
    },
  },
  "chart broken": {
    files: {
      "Chart.yaml": "apiVersion: v2\nname: c\nversion: 0.1.0\ndescription: a: b\n",
      "templates/a.yaml": "kind: A\nvalues: {{ toJson .Values }}\n",
    },
  },
  "range forms": {
    files: {
      "Chart.yaml": "apiVersion: v2\nname: c\nversion: 0.1.0\n",
      "templates/a.yaml":
        'kind: A\nk0: {{ define "d0" }}[{{ range .Values.l }}{{ . }},{{ else }}none{{ end }}]{{ end }}{{ include "d0" . | toJson }}\nk1: {{ define "d1" }}[{{ range $i, $x := .Values.l }}{{ $i }}={{ $x }},{{ end }}]{{ end }}{{ include "d1" . | toJson }}\nk2: {{ define "d2" }}[{{ range .Values.e }}x{{ else }}none{{ end }}]{{ end }}{{ include "d2" . | toJson }}\nk3: {{ define "d3" }}[{{ range $k, $v := .Values.m }}{{ $k }}={{ $v }},{{ end }}]{{ end }}{{ include "d3" . | toJson }}\nk4: {{ define "d4" }}[{{ range $i, $_ := until 5 }}{{ if eq $i 1 }}{{ continue }}{{ end }}{{ if eq $i 3 }}{{ break }}{{ end }}{{ $i }}{{ end }}]{{ end }}{{ include "d4" . | toJson }}\nk5: {{ define "d5" }}[{{ range 3 }}{{ . }}{{ end }}]{{ end }}{{ include "d5" . | toJson }}\nk6: {{ define "d6" }}[{{ range $i := 3 }}{{ $i }}{{ else }}no{{ end }}{{ range 0 }}x{{ else }}zero{{ end }}]{{ end }}{{ include "d6" . | toJson }}\nk7: {{ define "d7" }}[{{ $n := "" }}{{ range $x := .Values.l }}{{ $n = printf "%s%v" $n $x }}{{ end }}{{ $n }}]{{ end }}{{ include "d7" . | toJson }}\nk8: {{ define "d8" }}[{{ with .Values.m }}{{ .b }}{{ $.Values.l }}{{ else }}no{{ end }}{{ with .Values.none }}x{{ else with .Values.l }}{{ . }}{{ end }}]{{ end }}{{ include "d8" . | toJson }}\nk9: {{ define "d9" }}[{{ if .Values.none }}a{{ else if eq (len .Values.l) 3 }}b{{ else }}c{{ end }}]{{ end }}{{ include "d9" . | toJson }}\nk10: {{ define "d10" }}[{{ range $k, $v := .Values.nested }}{{ $k }}:{{ range $v }}{{ .n }}{{ range .p }}({{ . }}){{ end }}{{ end }};{{ end }}]{{ end }}{{ include "d10" . | toJson }}\nk11: {{ define "d11" }}[{{ range tuple "a" "b" }}{{ . }}{{ end }}{{ range (list) }}x{{ end }}{{ range dict "z" 1 "a" 2 }}{{ . }}{{ end }}]{{ end }}{{ include "d11" . | toJson }}\nk12: {{ define "d12" }}[{{ range (keys .Values.m | sortAlpha) }}{{ . }}{{ end }}{{ range $i, $e := splitList "," "a,b" }}{{ $i }}{{ $e }}{{ end }}{{ range split "," "a,b" }}{{ . }}{{ end }}]{{ end }}{{ include "d12" . | toJson }}\n',
      "values.yaml":
        "l: [1, b, true]\ne: []\nm: { b: 2, a: 1, B: 3, a10: x, a9: y }\nnested: { one: [{ n: x, p: [1, 2] }], two: [{ n: y }] }\n",
    },
  },
  "range error": {
    files: {
      "Chart.yaml": "apiVersion: v2\nname: c\nversion: 0.1.0\n",
      "templates/a.yaml": "kind: A\nv: {{ range .Values.n }}x{{ end }}\n",
      "values.yaml": "n: 3\n",
    },
  },
  "range string error": {
    files: {
      "Chart.yaml": "apiVersion: v2\nname: c\nversion: 0.1.0\n",
      "templates/a.yaml": "kind: A\nv: {{ range .Values.n }}x{{ end }}\n",
      "values.yaml": "n: abc\n",
    },
  },
  whitespace: {
    files: {
      "Chart.yaml": "apiVersion: v2\nname: c\nversion: 0.1.0\n",
      "templates/a.yaml":
        'kind: A\na:\n  {{- /* c */ -}}\n  {{ "x" }}\nb: {{- "  y  " -}}   \n\n\nc: 1\n{{- if true }}\nd: 2\n{{- else -}}\ne: 3\n{{- end }}\nf:{{ " " }}{{- 5 }}\ng: {{-3 }}\nh: [{{ range $i := until 3 -}} {{ if $i }}, {{ end -}} {{ $i }} {{- end }}]\ni: |\n  {{- "\\n  text" }}\n  {{ "" -}}\n  more\n\tj: "tab"\n',
    },
  },
  crlf: {
    files: {
      "Chart.yaml": "apiVersion: v2\nname: c\nversion: 0.1.0\n",
      "values.yaml": 'a: |\r\n  one\r\n  two\r\nb: "x\r\n  y"\r\nc: plain\r\n  more\r\nl:\r\n- 1\r\n- { z: y }\r\n',
      "templates/a.yaml":
        "kind: A\r\n{{- if .Values.a }}\r\na: |\r\n  {{- .Values.a | nindent 2 }}\r\n{{- end }}\r\nl:\r\n{{- toYaml .Values.l | nindent 2 }}\r\nb: {{ .Values.b | quote }} \r\nc: {{ .Values.c }}\r\n---\r\nkind: B\r\nx: {{ toJson .Values }}\r\n",
      "templates/_h.tpl": '{{- define "h" -}}\r\nx\r\n{{- end -}}\r\n',
      "templates/c.yaml": 'kind: C\r\nh: {{ include "h" . }}\r\n\r\n---\r\n\r\nkind: D\r\n',
    },
  },
  comparisons: {
    files: {
      "Chart.yaml": "apiVersion: v2\nname: c\nversion: 0.1.0\n",
      "templates/a.yaml":
        'kind: A\nk0: {{ define "d0" }}[{{ eq .Values.s "a" }} {{ eq .Values.s "b" "a" }} {{ ne .Values.s "a" }} {{ lt 1 2 }} {{ le 2 2 }} {{ gt 1.5 1.0 }} {{ ge "b" "a" }} {{ eq .Values.n 1.0 }} {{ eq (int .Values.n) 1 }} {{ eq .Values.none nil }} {{ eq nil nil }} {{ ne .Values.none "x" }} {{ eq .Values.b true }} {{ not .Values.b }}]{{ end }}{{ include "d0" . | toJson }}\nk1: {{ define "d1" }}[{{ and 1 0 2 }} {{ or 0 "" "x" }} {{ and true "x" }} {{ or nil false }} {{ not nil }} {{ and .Values.s (eq .Values.n 1.0) }} {{ or .Values.none .Values.s }} {{ .Values.s | eq "a" }} {{ .Values.n | eq 1.0 }}]{{ end }}{{ include "d1" . | toJson }}\nk2: {{ define "d2" }}[{{ eq (toString .Values.n) "1" }} {{ eq (.Values.n | toString) "1" }} {{ eq (typeOf .Values.n) "float64" }} {{ kindIs "map" .Values }} {{ kindOf .Values.l }} {{ typeIs "string" .Values.s }} {{ kindIs "invalid" .Values.none }} {{ typeOf .Values.none }} {{ kindOf nil }} {{ typeIsLike "string" .Values.s }}]{{ end }}{{ include "d2" . | toJson }}\nk3: {{ define "d3" }}[{{ default "d" .Values.zero }} {{ default "d" .Values.f }} {{ default "d" .Values.e }} {{ .Values.none | default .Values.s }} {{ coalesce nil "" .Values.zero "z" }} {{ ternary "y" "n" .Values.b }} {{ .Values.b | ternary "y" "n" }} {{ empty .Values.el }} {{ has 1 (list 1 2) }} {{ has 1.0 .Values.l }} {{ has "a" .Values.l }} {{ deepEqual (list 1) (list 1) }} {{ len .Values.l }}]{{ end }}{{ include "d3" . | toJson }}\n',
      "values.yaml": "s: a\nn: 1\nb: true\nzero: 0\nf: false\ne: ''\nel: []\nl: [1, a]\n",
    },
  },
  "sub lacks its dependency": {
    files: {
      "Chart.yaml": "apiVersion: v2\nname: c\nversion: 0.1.0\n",
      "templates/a.yaml": "kind: A\nvalues: {{ toJson .Values }}\n",
      "charts/s/Chart.yaml":
        "apiVersion: v2\nname: s\nversion: 0.1.0\ndependencies:\n- { name: gone, version: 1.0.0, repository: 'https://x' }\n",
      "charts/s/templates/b.yaml": "kind: A\nvalues: {{ toJson .Values }}\n",
    },
  },
  "sub invalid": {
    files: {
      "Chart.yaml": "apiVersion: v2\nname: c\nversion: 0.1.0\n",
      "templates/a.yaml": "kind: A\nvalues: {{ toJson .Values }}\n",
      "charts/s/Chart.yaml": "apiVersion: v2\nname: s\n",
    },
  },
  "sub without name dir": {
    files: {
      "Chart.yaml": "apiVersion: v2\nname: c\nversion: 0.1.0\n",
      "templates/a.yaml": "kind: A\nvalues: {{ toJson .Values }}\n",
      "charts/s/values.yaml": "a: 1\n",
    },
  },
  "sub folder named otherwise": {
    files: {
      "Chart.yaml": "apiVersion: v2\nname: c\nversion: 0.1.0\n",
      "values.yaml": "s: {a: 1}\nother: {a: 2}\n",
      "templates/a.yaml": "kind: A\nvalues: {{ toJson .Values }}\n",
      "charts/other/Chart.yaml": "apiVersion: v2\nname: s\nversion: 0.1.0\n",
      "charts/other/templates/x.yaml": "kind: A\nvalues: {{ toJson .Values }}\nn: {{ .Template.Name }}\n",
    },
  },
  "set empty list": {
    files: {
      "Chart.yaml": "apiVersion: v2\nname: c\nversion: 0.1.0\n",
      "values.yaml": "a: [1]\nb: {x: 1}\n",
      "templates/a.yaml":
        "kind: A\nvalues: {{ toJson .Values }}\nt: {{ range $k, $v := .Values }}{{ $k }}={{ typeOf $v }} {{ end }}\n",
    },
    options: { set: ["a={}", "b={}"] },
  },
  "set list of maps": {
    files: {
      "Chart.yaml": "apiVersion: v2\nname: c\nversion: 0.1.0\n",
      "values.yaml": "",
      "templates/a.yaml":
        "kind: A\nvalues: {{ toJson .Values }}\nt: {{ range $k, $v := .Values }}{{ $k }}={{ typeOf $v }} {{ end }}\n",
    },
    options: { set: ["a[0].b=1,a[1].b=2", "c[2]=x"] },
  },
  "set nested list": {
    files: {
      "Chart.yaml": "apiVersion: v2\nname: c\nversion: 0.1.0\n",
      "values.yaml": "",
      "templates/a.yaml":
        "kind: A\nvalues: {{ toJson .Values }}\nt: {{ range $k, $v := .Values }}{{ $k }}={{ typeOf $v }} {{ end }}\n",
    },
    options: { set: ["a[0][1]=x"] },
  },
  "set negative index": {
    files: {
      "Chart.yaml": "apiVersion: v2\nname: c\nversion: 0.1.0\n",
      "values.yaml": "",
      "templates/a.yaml":
        "kind: A\nvalues: {{ toJson .Values }}\nt: {{ range $k, $v := .Values }}{{ $k }}={{ typeOf $v }} {{ end }}\n",
    },
    options: { set: ["a[-1]=x"] },
  },
  "set big index": {
    files: {
      "Chart.yaml": "apiVersion: v2\nname: c\nversion: 0.1.0\n",
      "values.yaml": "",
      "templates/a.yaml":
        "kind: A\nvalues: {{ toJson .Values }}\nt: {{ range $k, $v := .Values }}{{ $k }}={{ typeOf $v }} {{ end }}\n",
    },
    options: { set: ["a[70000]=x"] },
  },
  "set escapes": {
    files: {
      "Chart.yaml": "apiVersion: v2\nname: c\nversion: 0.1.0\n",
      "values.yaml": "",
      "templates/a.yaml":
        "kind: A\nvalues: {{ toJson .Values }}\nt: {{ range $k, $v := .Values }}{{ $k }}={{ typeOf $v }} {{ end }}\n",
    },
    options: { set: ["a\\.b.c=1", "d=x\\=y", "e=a=b", "f=\\{x\\}", "g={a,b\\,c}", "h=a b", "i= x ", 'j="q"', "k=[1,2]"] },
  },
  "set types": {
    files: {
      "Chart.yaml": "apiVersion: v2\nname: c\nversion: 0.1.0\n",
      "values.yaml": "",
      "templates/a.yaml":
        "kind: A\nvalues: {{ toJson .Values }}\nt: {{ range $k, $v := .Values }}{{ $k }}={{ typeOf $v }} {{ end }}\n",
    },
    options: { set: ["a=1e3,b=0x10,c=010,d=true,e=True,f=null,g=,h=1.0,i=-1,j=9999999999999999999,k=~,l=0,m=00,n=+1"] },
  },
  "set trailing": {
    files: {
      "Chart.yaml": "apiVersion: v2\nname: c\nversion: 0.1.0\n",
      "values.yaml": "",
      "templates/a.yaml":
        "kind: A\nvalues: {{ toJson .Values }}\nt: {{ range $k, $v := .Values }}{{ $k }}={{ typeOf $v }} {{ end }}\n",
    },
    options: { set: ["a=1,"] },
  },
  "set none": {
    files: {
      "Chart.yaml": "apiVersion: v2\nname: c\nversion: 0.1.0\n",
      "values.yaml": "",
      "templates/a.yaml":
        "kind: A\nvalues: {{ toJson .Values }}\nt: {{ range $k, $v := .Values }}{{ $k }}={{ typeOf $v }} {{ end }}\n",
    },
    options: { set: ["a"] },
  },
  "set none2": {
    files: {
      "Chart.yaml": "apiVersion: v2\nname: c\nversion: 0.1.0\n",
      "values.yaml": "",
      "templates/a.yaml":
        "kind: A\nvalues: {{ toJson .Values }}\nt: {{ range $k, $v := .Values }}{{ $k }}={{ typeOf $v }} {{ end }}\n",
    },
    options: { set: ["=1"] },
  },
  "set dup": {
    files: {
      "Chart.yaml": "apiVersion: v2\nname: c\nversion: 0.1.0\n",
      "values.yaml": "a: {b: 1}\n",
      "templates/a.yaml":
        "kind: A\nvalues: {{ toJson .Values }}\nt: {{ range $k, $v := .Values }}{{ $k }}={{ typeOf $v }} {{ end }}\n",
    },
    options: { set: ["a=1", "a.b=2"] },
  },
  "set over list": {
    files: {
      "Chart.yaml": "apiVersion: v2\nname: c\nversion: 0.1.0\n",
      "values.yaml": "a: [1, 2]\n",
      "templates/a.yaml":
        "kind: A\nvalues: {{ toJson .Values }}\nt: {{ range $k, $v := .Values }}{{ $k }}={{ typeOf $v }} {{ end }}\n",
    },
    options: { set: ["a.b=1"] },
  },
  "set on list item": {
    files: {
      "Chart.yaml": "apiVersion: v2\nname: c\nversion: 0.1.0\n",
      "values.yaml": "a: [{x: 1}, {y: 2}]\n",
      "templates/a.yaml":
        "kind: A\nvalues: {{ toJson .Values }}\nt: {{ range $k, $v := .Values }}{{ $k }}={{ typeOf $v }} {{ end }}\n",
    },
    options: { set: ["a[0].z=3", "a[1]=null"] },
  },
  "set null subtree": {
    files: {
      "Chart.yaml": "apiVersion: v2\nname: c\nversion: 0.1.0\n",
      "values.yaml": "a: {b: {c: 1}}\n",
      "templates/a.yaml":
        "kind: A\nvalues: {{ toJson .Values }}\nt: {{ range $k, $v := .Values }}{{ $k }}={{ typeOf $v }} {{ end }}\n",
    },
    options: { set: ["a.b.c=null", "a.d=null"] },
  },
  "set list null": {
    files: {
      "Chart.yaml": "apiVersion: v2\nname: c\nversion: 0.1.0\n",
      "values.yaml": "",
      "templates/a.yaml":
        "kind: A\nvalues: {{ toJson .Values }}\nt: {{ range $k, $v := .Values }}{{ $k }}={{ typeOf $v }} {{ end }}\n",
    },
    options: { set: ["a={null,1,true,x}"] },
  },
  "set json": {
    files: {
      "Chart.yaml": "apiVersion: v2\nname: c\nversion: 0.1.0\n",
      "values.yaml": "a: {b: 1}\n",
      "templates/a.yaml": "kind: A\nvalues: {{ toJson .Values }}\n",
    },
    options: { setJson: ['a.c={"d":[1,2.5,"x",null]}', "e=[1,2]", 'f="str"', "g=5,h=true"] },
  },
  "set json obj": {
    files: {
      "Chart.yaml": "apiVersion: v2\nname: c\nversion: 0.1.0\n",
      "values.yaml": "a: {b: 1}\n",
      "templates/a.yaml": "kind: A\nvalues: {{ toJson .Values }}\n",
    },
    options: { setJson: ['{"a":{"q":1},"z":[1]}'] },
  },
  "set json bad": {
    files: {
      "Chart.yaml": "apiVersion: v2\nname: c\nversion: 0.1.0\n",
      "values.yaml": "",
      "templates/a.yaml": "kind: A\nvalues: {{ toJson .Values }}\n",
    },
    options: { setJson: ["a={x"] },
  },
  "set json bad2": {
    files: {
      "Chart.yaml": "apiVersion: v2\nname: c\nversion: 0.1.0\n",
      "values.yaml": "",
      "templates/a.yaml": "kind: A\nvalues: {{ toJson .Values }}\n",
    },
    options: { setJson: ["a"] },
  },
  "set string": {
    files: {
      "Chart.yaml": "apiVersion: v2\nname: c\nversion: 0.1.0\n",
      "templates/a.yaml": "kind: A\nvalues: {{ toJson .Values }}\n",
    },
    options: { setString: ["a=1,b=true,c=null,d={1,true},e[0].f=5", "g="] },
  },
  "set order": {
    files: {
      "Chart.yaml": "apiVersion: v2\nname: c\nversion: 0.1.0\n",
      "values.yaml": "a: 1\n",
      "v.yaml": "a: 2\nb: 2\n",
      "templates/a.yaml": "kind: A\nvalues: {{ toJson .Values }}\n",
    },
    options: { values: ["v.yaml"], set: ["b=3"], setString: ["b=4"], setJson: ["b=5", "c=6"] },
  },
  "coalesce warnings": {
    files: {
      "Chart.yaml": "apiVersion: v2\nname: c\nversion: 0.1.0\n",
      "values.yaml": "s: { m: text, l: {a: 1}, n: {b: 1} }\n",
      "templates/a.yaml": "kind: A\nvalues: {{ toJson .Values }}\n",
      "charts/s/Chart.yaml": "apiVersion: v2\nname: s\nversion: 0.1.0\n",
      "charts/s/values.yaml": "m: {x: 1}\nl: [1]\nn: str\n",
      "charts/s/templates/x.yaml": "kind: A\nvalues: {{ toJson .Values }}\n",
    },
  },
  "user over map with scalar": {
    files: {
      "Chart.yaml": "apiVersion: v2\nname: c\nversion: 0.1.0\n",
      "values.yaml": "m: {x: 1}\nn: 5\n",
      "v.yaml": "m: text\nn: {y: 1}\n",
      "templates/a.yaml": "kind: A\nvalues: {{ toJson .Values }}\n",
    },
    options: { values: ["v.yaml"] },
  },
  "user null over map": {
    files: {
      "Chart.yaml": "apiVersion: v2\nname: c\nversion: 0.1.0\n",
      "values.yaml": "m: {x: 1, y: {z: 1}}\nn: 5\n",
      "v.yaml": "m: {y: null}\nn: null\nq: null\n",
      "templates/a.yaml": "kind: A\nvalues: {{ toJson .Values }}\n",
    },
    options: { values: ["v.yaml"] },
  },
  "global forms": {
    files: {
      "Chart.yaml": "apiVersion: v2\nname: c\nversion: 0.1.0\n",
      "values.yaml": "global:\n",
      "templates/a.yaml": "kind: A\nvalues: {{ toJson .Values }}\n",
      "charts/s/Chart.yaml": "apiVersion: v2\nname: s\nversion: 0.1.0\n",
      "charts/s/values.yaml": "global: { a: 1 }\n",
      "charts/s/templates/x.yaml": "kind: A\nvalues: {{ toJson .Values }}\n",
    },
  },
  "global not map": {
    files: {
      "Chart.yaml": "apiVersion: v2\nname: c\nversion: 0.1.0\n",
      "values.yaml": "global: text\n",
      "templates/a.yaml": "kind: A\nvalues: {{ toJson .Values }}\n",
      "charts/s/Chart.yaml": "apiVersion: v2\nname: s\nversion: 0.1.0\n",
      "charts/s/values.yaml": "a: 1\n",
      "charts/s/templates/x.yaml": "kind: A\nvalues: {{ toJson .Values }}\n",
    },
  },
  "global sub not map": {
    files: {
      "Chart.yaml": "apiVersion: v2\nname: c\nversion: 0.1.0\n",
      "values.yaml": "global: {x: {y: 1}}\ns: { global: {x: z}}\n",
      "templates/a.yaml": "kind: A\nvalues: {{ toJson .Values }}\n",
      "charts/s/Chart.yaml": "apiVersion: v2\nname: s\nversion: 0.1.0\n",
      "charts/s/values.yaml": "a: 1\n",
      "charts/s/templates/x.yaml": "kind: A\nvalues: {{ toJson .Values }}\n",
    },
  },
  "global deep merge": {
    files: {
      "Chart.yaml": "apiVersion: v2\nname: c\nversion: 0.1.0\n",
      "values.yaml": "global: {x: {y: 1, l: [1]}}\n",
      "templates/a.yaml": 'kind: A\nvalues: {{ toJson .Values }}\n{{ $_ := set .Values.global "new" 1 }}',
      "charts/s/Chart.yaml": "apiVersion: v2\nname: s\nversion: 0.1.0\n",
      "charts/s/values.yaml": "global: {x: {z: 2, l: [2, 3]}, q: null}\n",
      "charts/s/templates/x.yaml": "kind: A\nvalues: {{ toJson .Values }}\n",
      "charts/s/charts/d/Chart.yaml": "apiVersion: v2\nname: d\nversion: 0.1.0\n",
      "charts/s/charts/d/templates/y.yaml": "kind: A\nvalues: {{ toJson .Values }}\n",
    },
  },
  "schema refs": {
    files: {
      "Chart.yaml": "apiVersion: v2\nname: c\nversion: 0.1.0\n",
      "values.yaml": "a: x\nb: 5\n",
      "values.schema.json":
        '{"$schema":"http://json-schema.org/draft-07/schema#","definitions":{"n":{"type":"integer","maximum":3}},"properties":{"b":{"$ref":"#/definitions/n"},"a":{"enum":["y","z"],"pattern":"^y"},"c":{"type":"string"}},"required":["c"],"additionalProperties":false}',
      "templates/a.yaml": "kind: A\nvalues: {{ toJson .Values }}\n",
    },
  },
  "schema sub": {
    files: {
      "Chart.yaml": "apiVersion: v2\nname: c\nversion: 0.1.0\n",
      "values.yaml": "s: {a: 5}\n",
      "templates/a.yaml": "kind: A\nvalues: {{ toJson .Values }}\n",
      "charts/s/Chart.yaml": "apiVersion: v2\nname: s\nversion: 0.1.0\n",
      "charts/s/values.schema.json": '{"properties":{"a":{"type":"string"}}}',
    },
  },
  "schema bad json": {
    files: {
      "Chart.yaml": "apiVersion: v2\nname: c\nversion: 0.1.0\n",
      "values.schema.json": "{",
      "templates/a.yaml": "kind: A\nvalues: {{ toJson .Values }}\n",
    },
  },
  "helmignore patterns": {
    files: {
      "Chart.yaml": "apiVersion: v2\nname: c\nversion: 0.1.0\n",
      ".helmignore":
        "*.tmp\n/secret/\ndocs/*.md\nfoo?\n[ab].txt\n# c\n\\#lit\n dir/ \ntemplates/skip.yaml\ncharts/s/templates/no.yaml\n",
      "a.tmp": "1",
      "keep.tmp": "1",
      "secret/x.txt": "1",
      "sub/secret/y.txt": "1",
      "docs/a.md": "1",
      "docs/b/c.md": "1",
      foo1: "1",
      "a.txt": "1",
      "c.txt": "1",
      "dir/f": "1",
      "templates/skip.yaml": "kind: S\n",
      "templates/a.yaml": "kind: A\nf: |\n  {{ range $p, $_ := .Files }}{{ $p }} {{ end }}\n",
      "charts/s/Chart.yaml": "apiVersion: v2\nname: s\nversion: 0.1.0\n",
      "charts/s/templates/no.yaml": "kind: N\n",
      "charts/s/templates/yes.yaml": "kind: Y\n",
      "charts/s/.helmignore": "templates/yes.yaml\n",
    },
  },
  "helmignore double star": {
    files: {
      "Chart.yaml": "apiVersion: v2\nname: c\nversion: 0.1.0\n",
      ".helmignore": "**/x\n",
      "templates/a.yaml": "kind: A\nvalues: {{ toJson .Values }}\n",
    },
  },
  hooks: {
    files: {
      "Chart.yaml": "apiVersion: v2\nname: c\nversion: 0.1.0\n",
      "templates/a.yaml":
        'kind: Job\nmetadata:\n  name: n0\n  annotations:\n    "helm.sh/hook": pre-install\n    "helm.sh/hook-weight": "5"\n---\nkind: ConfigMap\nmetadata:\n  name: n1\n  annotations:\n    "helm.sh/hook": post-install,pre-upgrade\n    "helm.sh/hook-weight": "4"\n---\nkind: Zed\nmetadata:\n  name: n2\n  annotations:\n    "helm.sh/hook": test-success\n    "helm.sh/hook-weight": "3"\n---\nkind: Job\nmetadata:\n  name: n3\n  annotations:\n    "helm.sh/hook": crd-install\n    "helm.sh/hook-weight": "2"\n---\nkind: ConfigMap\nmetadata:\n  name: n4\n  annotations:\n    "helm.sh/hook": PRE-DELETE\n    "helm.sh/hook-weight": "1"\n---\nkind: Zed\nmetadata:\n  name: n5\n  annotations:\n    "helm.sh/hook":  post-delete \n    "helm.sh/hook-weight": "0"\n---\nkind: Job\nmetadata:\n  name: n6\n  annotations:\n    "helm.sh/hook": \'\'\n    "helm.sh/hook-weight": "-1"\n---\nkind: ConfigMap\nmetadata:\n  name: n7\n  annotations:\n    "helm.sh/hook": null\n    "helm.sh/hook-weight": "-2"\n---\nkind: Zed\nmetadata:\n  name: n8\n  annotations:\n    "helm.sh/hook": post-rollback, test\n    "helm.sh/hook-weight": "-3"\n',
      "templates/b.yaml":
        "kind: Deployment\nmetadata: {annotations: {}}\n---\nkind: Foo\nmetadata:\n  annotations:\n    helm.sh/resource-policy: keep\n---\nkind: ''\nmetadata: null\n---\napiVersion: v1\n",
    },
  },
  weights: {
    files: {
      "Chart.yaml": "apiVersion: v2\nname: c\nversion: 0.1.0\n",
      "templates/a.yaml":
        'kind: Job\nmetadata:\n  name: n0\n  annotations:\n    helm.sh/hook: test\n    helm.sh/hook-weight: "5"\n---\nkind: Job\nmetadata:\n  name: n1\n  annotations:\n    helm.sh/hook: test\n    helm.sh/hook-weight: "abc"\n---\nkind: Job\nmetadata:\n  name: n2\n  annotations:\n    helm.sh/hook: test\n    helm.sh/hook-weight: "-3"\n---\nkind: Job\nmetadata:\n  name: n3\n  annotations:\n    helm.sh/hook: test\n    helm.sh/hook-weight: "+2"\n---\nkind: Job\nmetadata:\n  name: n4\n  annotations:\n    helm.sh/hook: test\n    helm.sh/hook-weight: "1.5"\n',
    },
  },
  "all kinds": {
    files: {
      "Chart.yaml": "apiVersion: v2\nname: c\nversion: 0.1.0\n",
      "templates/z.yaml":
        "kind: Pod\nmetadata:\n  name: a\n---\nkind: MutatingWebhookConfiguration\nmetadata:\n  name: a\n---\nkind: ValidatingWebhookConfiguration\nmetadata:\n  name: a\n---\nkind: IngressClass\nmetadata:\n  name: a\n---\nkind: Ingress\nmetadata:\n  name: a\n---\nkind: HorizontalPodAutoscaler\nmetadata:\n  name: a\n---\nkind: CronJob\nmetadata:\n  name: a\n---\nkind: StatefulSet\nmetadata:\n  name: a\n---\nkind: ReplicaSet\nmetadata:\n  name: a\n---\nkind: RoleBindingList\nmetadata:\n  name: a\n---\nkind: ClusterRoleBindingList\nmetadata:\n  name: a\n---\nkind: PodDisruptionBudget\nmetadata:\n  name: a\n---\nkind: Secret\nmetadata:\n  name: a\n---\nkind: SecretList\nmetadata:\n  name: a\n---\nkind: StorageClass\nmetadata:\n  name: a\n---\nkind: PersistentVolume\nmetadata:\n  name: a\n---\nkind: PersistentVolumeClaim\nmetadata:\n  name: a\n---\nkind: NetworkPolicy\nmetadata:\n  name: a\n---\nkind: ResourceQuota\nmetadata:\n  name: a\n---\nkind: LimitRange\nmetadata:\n  name: a\n---\nkind: PodSecurityPolicy\nmetadata:\n  name: a\n---\nkind: ServiceMonitor\nmetadata:\n  name: a\n---\nkind: Certificate\nmetadata:\n  name: a\n---\nkind: configmap\nmetadata:\n  name: a\n---\nkind: DaemonSet\nmetadata:\n  name: a\n---\nkind: EndpointSlice\nmetadata:\n  name: a\n",
      "templates/b/c.yaml": "kind: Secret\nmetadata: {name: z}\n",
      "templates/NOTES.txt": "{{ .Release.Name }}",
    },
  },
  "notes error": {
    files: {
      "Chart.yaml": "apiVersion: v2\nname: c\nversion: 0.1.0\n",
      "templates/a.yaml": "kind: A\n",
      "templates/NOTES.txt": "{{ .Values.x.y }}\n",
    },
  },
  "sub notes": {
    files: {
      "Chart.yaml": "apiVersion: v2\nname: c\nversion: 0.1.0\n",
      "templates/a.yaml": "kind: A\n",
      "charts/s/Chart.yaml": "apiVersion: v2\nname: s\nversion: 0.1.0\n",
      "charts/s/templates/NOTES.txt": "x: [\n",
      "templates/sub/NOTES.txt": "y",
    },
  },
  documents: {
    files: {
      "Chart.yaml": "apiVersion: v2\nname: c\nversion: 0.1.0\n",
      "templates/a.yaml": "---\n---\n# c\n---\nkind: A\n\n\n---   \nkind: B\n...\n---\n   \n--- # note\nkind: C\n----\nx: 1\n",
      "templates/b.yaml": "\n\n---\n\n{{ if false }}\nkind: X\n{{ end }}\n---\nkind: D\na: |\n  text\n  ---\n  more\n",
      "templates/c.yaml": "kind: E\na: |\n---\nkind: F",
    },
  },
  "documents crlf": {
    files: {
      "Chart.yaml": "apiVersion: v2\nname: c\nversion: 0.1.0\n",
      "templates/a.yaml": "kind: A\r\n---\r\nkind: B\r\n--- \r\n\r\nkind: C\r\n",
    },
  },
  "docs form feed": {
    files: {
      "Chart.yaml": "apiVersion: v2\nname: c\nversion: 0.1.0\n",
      "templates/a.yaml": "kind: A\n\f---\nkind: B\n",
    },
  },
  "empty template": {
    files: {
      "Chart.yaml": "apiVersion: v2\nname: c\nversion: 0.1.0\n",
      "templates/a.yaml": "",
      "templates/b.yaml": "{{/* x */}}",
      "templates/c.yaml": "kind: C\n",
    },
  },
  "no templates": {
    files: {
      "Chart.yaml": "apiVersion: v2\nname: c\nversion: 0.1.0\n",
      "values.yaml": "a: 1\n",
    },
  },
  "block and define order": {
    files: {
      "Chart.yaml": "apiVersion: v2\nname: c\nversion: 0.1.0\n",
      "templates/a.yaml": 'kind: A\nv: {{ block "t" . }}from a{{ end }}\nw: {{ template "u" . }}\n',
      "templates/_h.tpl": '{{ define "t" }}from h{{ end }}{{ define "u" }}u1{{ end }}',
      "templates/z.yaml": 'kind: Z\n{{ define "u" }}u-z{{ end }}v: {{ template "t" . }}\n',
      "templates/sub/_x.tpl": '{{ define "u" }}u-sub{{ end }}',
    },
  },
  "define in yaml only": {
    files: {
      "Chart.yaml": "apiVersion: v2\nname: c\nversion: 0.1.0\n",
      "templates/a.yaml": '{{ define "a" }}kind: A\n{{ end }}',
      "templates/b.yaml": '{{ template "a" }}b: {{ include "a" . | trim }}\n',
    },
  },
  scopes: {
    files: {
      "Chart.yaml": "apiVersion: v2\nname: c\nversion: 0.1.0\n",
      "templates/a.yaml":
        'kind: A\n{{- $a := 1 }}\n{{- if true }}{{ $a = 2 }}{{ $b := 3 }}{{ end }}\n{{- range $i := until 2 }}{{ $a := add $a $i }}{{ end }}\n{{- with $c := "w" }}\nc: {{ $c }}{{ $ = $c }}\n{{- end }}\na: {{ $a }}\n{{- define "s" }}{{ $ }}{{ . }}{{ end }}\ns: {{ include "s" "x" }}\nt: {{ template "s" 5 }}\nu: {{ template "s" }}\nd: {{ $.Release.Name }}\n',
    },
  },
  "scope error": {
    files: {
      "Chart.yaml": "apiVersion: v2\nname: c\nversion: 0.1.0\n",
      "templates/a.yaml": "kind: A\n{{- if true }}{{ $b := 3 }}{{ end }}\nb: {{ $b }}\n",
    },
  },
  "tpl uses": {
    files: {
      "Chart.yaml": "apiVersion: v2\nname: c\nversion: 0.1.0\n",
      "values.yaml":
        "name: '{{ .Release.Name }}-x'\nnested: '{{ tpl .Values.name . }}'\nmap:\n  a: '{{ .Values.n }}'\n  '{{ .Release.Name }}': k\nn: 5\ninc: '{{ include \"h\" . }}'\ndef: '{{ define \"local\" }}L{{ end }}{{ include \"local\" . }}'\nbad: '{{ .Values.no.no }}'\nctx: '{{ .x }}{{ $.x }}'\nblock: |\n  {{- range $i := until 2 }}\n  - {{ $i }}\n  {{- end }}\n",
      "templates/_h.tpl": '{{ define "h" }}H{{ .Values.n }}{{ end }}',
      "templates/f.txt": "x: y",
      "files/t.tpl": 'a: {{ .Values.n }}\n{{ template "h" . }}\n',
      "templates/a.yaml":
        'kind: A\na: {{ tpl .Values.name . }}\nb: {{ tpl .Values.nested . }}\nc: {{ tpl (toYaml .Values.map) . | nindent 2 }}\nd: {{ tpl .Values.inc $ }}\ne: {{ tpl .Values.def . }}\nf: {{ tpl .Values.ctx (dict "x" 1) }}\ng: {{- tpl .Values.block . | nindent 2 }}\nh: {{ tpl (.Files.Get "files/t.tpl") . | quote }}\ni: {{ tpl "{{ .Values.none }}|" . }}\nj: {{ tpl "{{ .Template.Name }} {{ .Template.BasePath }}" . }}\nk: {{ tpl "" . }}{{ tpl "plain" . }}\n',
    },
  },
  "tpl bad": {
    files: {
      "Chart.yaml": "apiVersion: v2\nname: c\nversion: 0.1.0\n",
      "values.yaml": 'bad: "x\\n{{ .Values.no.no }}"\n',
      "templates/a.yaml": "kind: A\nv: {{ tpl .Values.bad . }}\n",
    },
  },
  "tpl undefined": {
    files: {
      "Chart.yaml": "apiVersion: v2\nname: c\nversion: 0.1.0\n",
      "values.yaml": "bad: '{{ include \"local\" . }}'\n",
      "templates/a.yaml": 'kind: A\n{{ $_ := tpl "{{ define \\"local\\" }}{{ end }}" . }}\nv: {{ tpl .Values.bad . }}\n',
    },
  },
  strings: {
    files: {
      "Chart.yaml": "apiVersion: v2\nname: c\nversion: 0.1.0\n",
      "templates/a.yaml":
        'kind: A\nk0: {{ define "d0" }}[{{ trimSuffix "-" "a--" }} {{ trunc -3 "abcdef" }} {{ trunc 0 "abc" }} {{ substr 1 3 "abcdef" }} {{ substr -1 3 "abcdef" }} {{ substr 2 -1 "abcdef" }} {{ title "hello wORLD-foo" }} {{ untitle "Hello World" }} {{ plural "one" "many" 2 }} {{ abbrev 6 "hello world" }} {{ abbrevboth 5 10 "1234 5678 9123" }} {{ initials "First Try" }} {{ wrap 5 "aaa bbb ccc" | quote }} {{ wrapWith 5 "\\t" "aaa bbb" | quote }}]{{ end }}{{ include "d0" . | toJson }}\nk1: {{ define "d1" }}[{{ snakecase "FirstName HTTPServer" }} {{ camelcase "http_server-name x" }} {{ kebabcase "FirstName" }} {{ swapcase "aBc 1" }} {{ nospace " a b " }} {{ repeat 3 "ab" }} {{ cat "a" 1 nil true }} {{ squote "it\'s" 1 }} {{ quote "a" nil 1 "b\\"c" }} {{ indent 2 "a\\n\\nb\\n" | quote }} {{ nindent 2 "" | quote }} {{ replace "a" "" "banana" }} {{ contains "" "x" }}]{{ end }}{{ include "d1" . | toJson }}\nk2: {{ define "d2" }}[{{ trimAll "$" "$5.00$" }} {{ trimPrefix "a" "aab" }} {{ split "," "a,b,c" | toJson }} {{ splitn "," 2 "a,b,c" | toJson }} {{ splitList "" "abc" }} {{ join "," (list 1 "a" nil true) }} {{ join "," "str" }} {{ sortAlpha (list "b" "a" 1) }} {{ toStrings (list 1 true nil) }} {{ list 1 2 3 | join "-" }} {{ adler32sum "x" }} {{ sha1sum "x" }} {{ sha512sum "x" | trunc 8 }} {{ b32enc "x" }} {{ b64dec "!!" }} {{ b64dec "YWI=" }} {{ b32dec "PA======" }} {{ "a/b/../c" | clean }} {{ base "a/b.c" }} {{ dir "a/b" }} {{ ext "a.tar.gz" }} {{ isAbs "/a" }} {{ osBase "a/b" }}]{{ end }}{{ include "d2" . | toJson }}\nk3: {{ define "d3" }}[{{ urlParse "https://u:p@h:80/p?q=1#f" | toJson }} {{ urlJoin (dict "scheme" "http" "host" "h" "path" "p" "query" "a=b") }} {{ urlquery "a b&c" }} {{ html "<a>" }} {{ js "\'x\'" }} {{ toPrettyJson (dict "a" (list 1 (dict)) "b" (list)) }} {{ toRawJson (dict "a" "<>&") }} {{ toJson (dict "a" "<>&\\u2028\\t") }}]{{ end }}{{ include "d3" . | toJson }}\nk4: {{ define "d4" }}[{{ first (list 1 2) }} {{ last (list 1 2) }} {{ rest (list 1 2) }} {{ initial (list 1 2) }} {{ reverse (list 1 2) }} {{ uniq (list 1 1 2) }} {{ without (list 1 2 3) 2 }} {{ compact (list 1 "" nil 0 "a") }} {{ slice (list 1 2 3) 1 }} {{ slice (list 1 2 3) 1 2 }} {{ chunk 2 (list 1 2 3) }} {{ concat (list 1) (list 2 3) }} {{ append (list 1) 2 }} {{ prepend (list 1) 0 }} {{ mustHas 1 (list 1) }} {{ index (list (list 1 2)) 0 1 }} {{ tuple 1 "a" }} {{ first (list) }} {{ seq 5 }} {{ len "é" }} {{ index (dict "a" (list 1 2)) "a" 1 }}]{{ end }}{{ include "d4" . | toJson }}\n',
    },
  },
  "toYaml corners": {
    files: {
      "Chart.yaml": "apiVersion: v2\nname: c\nversion: 0.1.0\n",
      "templates/a.yaml":
        'kind: A\na: {{ toYaml .Values.s | nindent 2 }}\nb: {{- toYaml .Values | nindent 2 }}\nc:\n{{ toYaml .Values.l | indent 2 }}\nd: {{ .Values.l | toYaml | trim | nindent 4 }}\ne: {{ toYaml dict }} \nf: {{ toYaml list }}\ng: {{ .Values.none | toYaml }}\nh: |\n  {{- .Values.multi | nindent 2 }}\ni: {{ .Values.multi | toYaml | indent 2 | trim }}\nj: {{ toYamlPretty .Values.l | nindent 2 }}\nk: {{ dict "b" 1 "a" (list (dict "z" 1 "y" (list 1 (list 2)))) | toYaml | nindent 2 }}\n',
      "values.yaml":
        's: "a: b"\nlong: aaaaaaaaaaaaaaaaaaaa bbbbbbbbbbbbbbbbbbbbbbbbb cccccccccccccccccccccc ddddddddddddddddddddd eeeeeeeeeeeeee fffffff\nl:\n- a: 1\n  b: [x, {y: z}]\n- [1, [2, 3]]\n- "yes"\n- 1.0\n- null\n- ""\n- " lead"\n- "trail "\n- "# c"\n- "- d"\n- "1e3"\n- "0x1"\n- "12:30"\n- "2020-01-01"\n- "=": x\n- "@x"\n- "{a}"\n- "a\\tb"\n- "a\\\\nb"\n- "~"\n- "null"\n- "multi\\nline"\n- "multi\\nline\\n"\n- "\\nx"\n- "x\\n\\n"\n- "  x\\ny"\n- 1e100\n- 123456789.5\n- "é"\n- "*a"\n- "&a"\n- "!a"\n- "%a"\n- "a: "\n- ":a"\n- "?"\n- "? a"\n- "<<"\nmulti: |\n  one\n   two\n\n  three\n10: ten\n9: nine\n"on": x\n"": empty\n',
    },
  },
  "chart object": {
    files: {
      "Chart.yaml":
        "apiVersion: v2\nname: c\nversion: 0.1.0\nappVersion: v1.2\ndeprecated: false\nkeywords: [a]\nsources: [b]\nmaintainers: [{name: n}]\nannotations: {x: 'y'}\ntype: application\ndependencies: []\n",
      "templates/a.yaml":
        "kind: A\na: {{ .Chart | toYaml | nindent 2 }}\nb: {{ .Chart.Type }} {{ .Chart.Deprecated }} {{ .Chart.APIVersion }} {{ range .Chart.Maintainers }}{{ .Name }}{{ end }} {{ .Chart.Metadata.Name }} {{ .Chart.IsRoot }}\n",
    },
  },
  "chart odd": {
    files: {
      "Chart.yaml": "apiVersion: v1\nname: c\nversion: 1.2.3+meta\nappVersion: 1e5\nkubeVersion: '>= 1.19.0-0'\nunknown: field\n",
      "templates/a.yaml": 'kind: A\na: {{ .Chart.Version }} {{ .Chart.AppVersion }} {{ .Chart.Version | replace "+" "_" }}\n',
    },
  },
  "chart bad version": {
    files: {
      "Chart.yaml": "apiVersion: v2\nname: c\nversion: abc\n",
      "templates/a.yaml": "kind: A\nvalues: {{ toJson .Values }}\n",
    },
  },
  "chart type errors": {
    files: {
      "Chart.yaml": "apiVersion: v2\nname: c\nversion: 1.0.0\nkeywords: x\n",
      "templates/a.yaml": "kind: A\nvalues: {{ toJson .Values }}\n",
    },
  },
  "chart bad apiversion": {
    files: {
      "Chart.yaml": "apiVersion: v3\nname: c\nversion: 1.0.0\n",
      "templates/a.yaml": "kind: A\nvalues: {{ toJson .Values }}\n",
    },
  },
  "chart v1 with deps": {
    files: {
      "Chart.yaml": "apiVersion: v1\nname: c\nversion: 1.0.0\ndependencies: [{name: s, version: 1.0.0, condition: s.on}]\n",
      "values.yaml": "s: {on: false}\n",
      "templates/a.yaml": "kind: A\nvalues: {{ toJson .Values }}\n",
      "charts/s/Chart.yaml": "name: s\nversion: 1.0.0\n",
      "charts/s/templates/b.yaml": "kind: A\nvalues: {{ toJson .Values }}\n",
    },
  },
  ...Object.fromEntries(
    Object.entries(REFUSED).map(([name, text]): [string, SmallChart] => [
      `output that is refused: ${name}`,
      { files: { "Chart.yaml": "apiVersion: v2\nname: c\nversion: 0.1.0\n", "templates/a.yaml": text } },
    ]),
  ),
};
