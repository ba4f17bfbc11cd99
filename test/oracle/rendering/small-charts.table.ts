/** A chart by its files, and the arguments of `helm template`; files of values are some of the chart's. */
export interface SmallChart {
  readonly files: Readonly<Record<string, string>>;
  readonly options?: {
    readonly values?: readonly string[];
    readonly set?: readonly string[];
    readonly setString?: readonly string[];
    readonly setJson?: readonly string[];
    readonly includeCrds?: boolean;
    readonly noHooks?: boolean;
    readonly isUpgrade?: boolean;
  };
}

const chart = (name: string, more = "") => `apiVersion: v2\nname: ${name}\nversion: 0.1.0\n${more}`;
const SHOW = "kind: A\nvalues: {{ toJson .Values }}\n";
const map = (name: string, body = "") => `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n${body}`;

/** Charts that are loaded, given values and printed in ways that the charts of the corpus are not. */
export const CHARTS_MADE: Readonly<Record<string, SmallChart>> = {
  "values: anchors, merge keys, duplicates": {
    files: {
      "Chart.yaml": chart("c"),
      "values.yaml": "a: &x { b: 1, c: 2 }\nd: { <<: *x, c: 3 }\ne: *x\nf: 1\nf: 2\n",
      "templates/a.yaml": SHOW,
    },
  },
  "values: words and numbers of YAML 1.1": {
    files: {
      "Chart.yaml": chart("c"),
      "values.yaml":
        "a: yes\nb: off\nc: 0777\nd: 1_000\ne: 1e6\nf: 0x1F\ng: 0b11\nh: 0o17\ni: 12:30\nj: 2024-01-01\nk: ~\nl: 1.0\nm: 1.10\nn: '1.10'\no: 010\np: +5\nq: 1.e2\nr: .5\ns: y\nt: n\nyes: 1\n5: x\n",
      "templates/a.yaml": `${SHOW}text: {{ .Values.c }} {{ .Values.e }} {{ .Values.l }} {{ .Values.m }} {{ .Values.i }} {{ .Values.j }}\n`,
    },
  },
  "values: blocks of text": {
    files: {
      "Chart.yaml": chart("c"),
      "values.yaml":
        "a: |\n  x\n   y\n\n  z\nb: |-\n  x\nc: |+\n  x\n\nd: >\n  x\n  y\n\n  z\ne: >-\n  a\n   b\n  c\nf: \"a\\\n  b\"\ng: 'x\n\n  y'\nh: plain\n  more\ni: |2\n    x\n",
      "templates/a.yaml": `${SHOW}y: {{- toYaml .Values | nindent 2 }}\n`,
    },
  },
  "values: empty, and a document behind": {
    files: { "Chart.yaml": chart("c"), "values.yaml": "---\n# none\n---\na: 1\n", "templates/a.yaml": SHOW },
  },
  "values: a list": { files: { "Chart.yaml": chart("c"), "values.yaml": "- a\n", "templates/a.yaml": SHOW } },
  "values: nothing and null": {
    files: { "Chart.yaml": chart("c"), "values.yaml": "a:\nb: null\nc: { d: ~ }\n", "templates/a.yaml": SHOW },
  },
  "values: with line ends of Windows": {
    files: {
      "Chart.yaml": chart("c").replaceAll("\n", "\r\n"),
      "values.yaml": "a: 1\r\nb: |\r\n  x\r\n  y\r\n",
      "templates/a.yaml": "kind: A\r\nb: {{ toJson .Values.b }}\r\nc: |\r\n  {{- .Values.b | nindent 2 }}\r\n",
    },
  },
  "values: files over each other, with null": {
    files: {
      "Chart.yaml": chart("c"),
      "values.yaml": "a: { b: 1, c: [1, 2] }\nd: x\ne: { f: 1 }\n",
      "one.yaml": "a: { b: null, c: [3] }\ng: { h: 1 }\n",
      "two.yaml": "a: { i: 2 }\nd: null\ng: { h: null, k: 1 }\ne: text\n",
      "templates/a.yaml": SHOW,
    },
    options: { values: ["one.yaml", "two.yaml"] },
  },
  "set: types, lists, escapes": {
    files: { "Chart.yaml": chart("c"), "values.yaml": "l: [{ a: 1 }, { b: 2 }]\nm: { n: 1 }\n", "templates/a.yaml": SHOW },
    options: {
      set: [
        "a=1,b=true,c=null,d=,e=1.5,f=007,g={1,x,true}",
        "l[1].b=5,l[0].c=6",
        "m.o\\.p=q",
        "h=a\\,b,i=TRUE,j=0,k=-5,n.o[1]=z",
      ],
      setString: ["s=1,t=true"],
      setJson: ['u={"v":[1,2.5,null]}'],
    },
  },
  "set: over files": {
    files: { "Chart.yaml": chart("c"), "values.yaml": "a: { b: { c: 1 } }\n", "templates/a.yaml": SHOW },
    options: { set: ["a.b=null", "x.y.z=1"] },
  },
  "subcharts: values, globals, null": {
    files: {
      "Chart.yaml": chart("top"),
      "values.yaml": "global: { g: 1 }\nsub: { a: 2, b: null, m: { k: 1 }, global: { h: 2 } }\n",
      "templates/a.yaml": SHOW,
      "charts/sub/Chart.yaml": chart("sub"),
      "charts/sub/values.yaml": "a: 1\nb: 3\nc: 4\nm: { k: 0, l: 0 }\nglobal: { g: 5, i: 6 }\n",
      "charts/sub/templates/b.yaml": `${SHOW}name: {{ .Chart.Name }} {{ .Template.Name }} {{ .Template.BasePath }} {{ .Chart.IsRoot }}\n`,
      "charts/sub/charts/deep/Chart.yaml": chart("deep"),
      "charts/sub/charts/deep/values.yaml": "x: 1\n",
      "charts/sub/charts/deep/templates/c.yaml": `${SHOW}name: {{ .Template.Name }}\n`,
    },
  },
  "subcharts: alias, condition, tags": {
    files: {
      "Chart.yaml": chart(
        "top",
        "dependencies:\n- { name: sub, version: 0.1.0, alias: one, repository: '' }\n- { name: sub, version: 0.1.0, alias: two, condition: 'two.on,x.on', repository: '' }\n- { name: other, version: '>=0', tags: [t, u], repository: '' }\n",
      ),
      "values.yaml": "one: { a: 5 }\ntwo: { a: 6 }\nx: { on: false }\ntags: { t: false, u: true }\n",
      "templates/a.yaml": `${SHOW}{{ range $k, $v := .Subcharts }}\n{{ $k }}: {{ $v.Chart.Name }} {{ $v.Values.a }}\n{{ end }}`,
      "charts/sub/Chart.yaml": chart("sub"),
      "charts/sub/values.yaml": "a: 1\n",
      "charts/sub/templates/b.yaml": `${SHOW}name: {{ .Chart.Name }} {{ .Template.Name }}\n`,
      "charts/other/Chart.yaml": chart("other"),
      "charts/other/templates/b.yaml": `${SHOW}name: {{ .Chart.Name }}\n`,
    },
  },
  "subcharts: import-values": {
    files: {
      "Chart.yaml": chart(
        "top",
        "dependencies:\n- name: sub\n  version: 0.1.0\n  repository: ''\n  import-values:\n  - data\n  - { child: deep.er, parent: mine }\n  - { child: none, parent: x }\n",
      ),
      "values.yaml": "mine: { a: 1 }\nz: 9\n",
      "templates/a.yaml": SHOW,
      "charts/sub/Chart.yaml": chart("sub"),
      "charts/sub/values.yaml": "exports: { data: { y: 1, z: 2 } }\ndeep: { er: { a: 5, b: 6 } }\n",
    },
  },
  "subcharts: required in one": {
    files: {
      "Chart.yaml": chart("top"),
      "templates/a.yaml": "kind: A\n",
      "charts/sub/Chart.yaml": chart("sub"),
      "charts/sub/templates/b.yaml": 'kind: B\nv: {{ required "sub.v is needed" .Values.v }}\n',
    },
  },
  "subcharts: of a parent without values": {
    files: {
      "Chart.yaml": chart("top"),
      "templates/a.yaml": SHOW,
      "charts/sub/Chart.yaml": chart("sub"),
      "charts/sub/values.yaml": "a: 1\n",
      "charts/sub/templates/b.yaml": SHOW,
    },
  },
  "subcharts: what is no map for one": {
    files: {
      "Chart.yaml": chart("top"),
      "values.yaml": "sub: text\n",
      "templates/a.yaml": SHOW,
      "charts/sub/Chart.yaml": chart("sub"),
      "charts/sub/templates/b.yaml": SHOW,
    },
  },
  "subcharts: a library": {
    files: {
      "Chart.yaml": chart("top", "dependencies:\n- { name: lib, version: 0.1.0, repository: '' }\n"),
      "templates/a.yaml": 'kind: A\nv: {{ include "lib.x" . }}\n',
      "charts/lib/Chart.yaml": chart("lib", "type: library\n"),
      "charts/lib/values.yaml": "a: 1\n",
      "charts/lib/templates/_x.tpl": '{{ define "lib.x" }}{{ .Chart.Name }} {{ toJson .Values }}{{ end }}',
      "charts/lib/templates/y.yaml": "kind: Never\n",
    },
  },
  "subcharts: one that is missing": {
    files: {
      "Chart.yaml": chart("top", "dependencies:\n- { name: gone, version: 0.1.0, repository: 'https://example.org' }\n"),
      "templates/a.yaml": SHOW,
    },
  },
  "subcharts: a version that does not fit": {
    files: {
      "Chart.yaml": chart("top", "dependencies:\n- { name: sub, version: ^2, repository: '' }\n"),
      "templates/a.yaml": SHOW,
      "charts/sub/Chart.yaml": chart("sub"),
      "charts/sub/templates/b.yaml": SHOW,
    },
  },
  "subcharts: requirements.yaml of version 1": {
    files: {
      "Chart.yaml": "name: top\nversion: 1.0.0\n",
      "requirements.yaml": "dependencies:\n- { name: sub, version: 0.1.0, condition: sub.enabled, repository: '' }\n",
      "values.yaml": "sub: { enabled: false }\n",
      "templates/a.yaml": `${SHOW}f: {{ .Files.Get "requirements.yaml" | toJson }}\n`,
      "charts/sub/Chart.yaml": chart("sub"),
      "charts/sub/templates/b.yaml": SHOW,
    },
  },
  "named templates: which of several counts": {
    files: {
      "Chart.yaml": chart("top"),
      "templates/_z.tpl": '{{ define "n" }}z{{ end }}',
      "templates/_a.tpl": '{{ define "n" }}a{{ end }}{{ define "e" }} {{ end }}',
      "templates/_b.tpl": '{{ define "e" }}filled{{ end }}',
      "templates/a.yaml": 'kind: A\nn: {{ include "n" . }} {{ include "e" . }}\n',
      "charts/sub/Chart.yaml": chart("sub"),
      "charts/sub/templates/_s.tpl": '{{ define "n" }}sub{{ end }}',
      "charts/sub/templates/b.yaml": 'kind: B\nn: {{ include "n" . }}\n',
    },
  },
  "order of files: what one sets another reads": {
    files: {
      "Chart.yaml": chart("c"),
      "values.yaml": "a: 1\n",
      "templates/a.yaml": "kind: A\nv: {{ .Values.a }} {{ .Values.n }}\n",
      "templates/b.yaml": 'kind: B\n{{- $_ := set .Values "a" 2 }}\n{{- $_ := set .Values "n" "x" }}\n',
      "templates/sub/c.yaml": "kind: C\nv: {{ .Values.a }}\n",
    },
  },
  "files: all that can be asked": {
    files: {
      "Chart.yaml": chart("c"),
      "files/a.txt": "one\ntwo\n",
      "files/b.bin": "é\n",
      "files/sub/c.json": '{"a": 1}',
      "conf.d/x.conf": "k=v\n",
      "README.md": "# hello\n",
      "templates/a.yaml":
        'kind: A\na: {{ .Files.Get "files/a.txt" | toJson }}\nb: {{ (.Files.Glob "files/*").AsConfig | toJson }}\nc: {{ (.Files.Glob "files/**").AsSecrets | toJson }}\nd: {{ .Files.Lines "files/a.txt" | toJson }}\ne: |\n  [{{ range $p, $b := .Files.Glob "**.{txt,conf}" }}{{ $p }} {{ len $b }},{{ end }}]\nf: |\n  {{ range $p, $_ := .Files.Glob "files/*" }}{{ base $p }}={{ $.Files.Get $p | b64enc }} {{ end }}\ng: |\n  {{ .Files.Get "values.yaml" | quote }} {{ .Files.Get "templates/a.yaml" | quote }} {{ .Files.Get "README.md" | trim }} {{ .Files.Get "Chart.yaml" | quote }}\nh: {{ tpl (.Files.Get "conf.d/x.conf") . }}\ni: |-\n  {{ (.Files.Glob "none/*").AsConfig | toJson }} {{ (.Files.Glob "none/*").AsSecrets | toJson }} {{ len (.Files.Glob "none/*") }}\nj: {{ (.Files.Glob "files/[ab].*").AsConfig | nindent 2 }}\n',
    },
  },
  ".helmignore": {
    files: {
      "Chart.yaml": chart("c"),
      ".helmignore": "# comment\n*.txt\n/top.md\nfolder/\n \n*~\n.git\n",
      "a.txt": "x",
      "sub/b.txt": "x",
      "top.md": "x",
      "sub/top.md": "x",
      "folder/y": "x",
      keep: "x",
      "templates/a.yaml": "kind: A\nf: {{ range $p, $_ := .Files }}{{ $p }} {{ end }}\n",
      "templates/b.txt": "kind: B\n",
    },
  },
  ".helmignore: a negation": {
    files: {
      "Chart.yaml": chart("c"),
      ".helmignore": "!*.md\n",
      "a.txt": "x",
      "a.md": "x",
      "templates/a.yaml": "kind: A\nf: {{ range $p, $_ := .Files }}{{ $p }} {{ end }}\n",
    },
  },
  "output: several documents, comments, empty ones": {
    files: {
      "Chart.yaml": chart("c"),
      "templates/a.yaml":
        "# first\n---\n# only a comment\n---\nkind: A\n---\n---\n\nkind: B # x\n--- # c\nkind: C\n---\n{{- if false }}\nkind: D\n{{- end }}\n",
      "templates/b.yaml": "  \n\n",
      "templates/c.txt": "kind: T\n",
      "templates/NOTES.txt": "Hello {{ .Release.Name }}\n",
      "templates/_p.yaml": "kind: Never\n",
    },
  },
  "output: order of kinds and hooks": {
    files: {
      "Chart.yaml": chart("c"),
      "templates/a.yaml": [
        "Deployment",
        "Service",
        "ConfigMap",
        "Namespace",
        "Foo",
        "Bar",
        "CustomResourceDefinition",
        "Role",
        "ServiceAccount",
        "Ingress",
        "Job",
        "APIService",
        "PriorityClass",
        "List",
      ]
        .map((kind) => `kind: ${kind}\nmetadata: { name: x }\n`)
        .join("---\n"),
      "templates/b.yaml":
        "kind: Job\nmetadata: { name: h2, annotations: { helm.sh/hook: pre-install, helm.sh/hook-weight: '5' } }\n---\nkind: Job\nmetadata: { name: h1, annotations: { helm.sh/hook: 'pre-install,post-upgrade', helm.sh/hook-weight: '-5' } }\n---\nkind: Pod\nmetadata: { name: t, annotations: { helm.sh/hook: test } }\n---\nkind: ConfigMap\nmetadata: { name: unknown, annotations: { helm.sh/hook: nope } }\n---\nkind: Service\nmetadata: { name: s, annotations: { a: 1, b: true } }\n",
    },
  },
  "output: no YAML": { files: { "Chart.yaml": chart("c"), "templates/a.yaml": "kind: A\na: [1\n" } },
  "output: a text": { files: { "Chart.yaml": chart("c"), "templates/a.yaml": "just text\n" } },
  "output: a list": { files: { "Chart.yaml": chart("c"), "templates/a.yaml": "- a\n" } },
  "output: a tab": { files: { "Chart.yaml": chart("c"), "templates/a.yaml": "kind: A\nb:\n\tc: 1\n" } },
  "output: keys twice": {
    files: { "Chart.yaml": chart("c"), "templates/a.yaml": "kind: A\nb: 1\nb: 2\nmetadata: { name: x }\n" },
  },
  "output: annotations that are no texts": {
    files: { "Chart.yaml": chart("c"), "templates/a.yaml": "kind: A\nmetadata: { annotations: { a: [1] } }\n" },
  },
  "output: CRDs are not printed": {
    files: {
      "Chart.yaml": chart("c"),
      "crds/a.yaml": "kind: CustomResourceDefinition\nmetadata: { name: {{ x }} }\n",
      "templates/a.yaml": "kind: A\n",
    },
  },
  "output: a whole application": {
    files: {
      "Chart.yaml": chart(
        "app",
        "appVersion: 1.10\ndescription: 'x: y'\nkeywords: [a, b]\nmaintainers: [{ name: M, email: m@x.y }]\nannotations: { a: b, n: '1' }\nkubeVersion: '>=1.20.0-0'\nhome: https://x.y\nsources: [https://s]\nicon: i\n",
      ),
      "values.yaml":
        "replicas: 2\nimage: { repository: nginx, tag: '' }\nresources: { limits: { cpu: 100m, memory: 128Mi } }\nnodeSelector: {}\ntolerations: []\nenv: { A: 1, B: 'x y', C: true }\nservice: { port: 80 }\nannotations: { checksum: 'yes', n: '5' }\nextra: |\n  - name: {{ .Release.Name }}\n    value: {{ .Values.replicas | quote }}\n",
      "templates/_helpers.tpl":
        '{{- define "app.fullname" -}}\n{{- printf "%s-%s" .Release.Name .Chart.Name | trunc 63 | trimSuffix "-" -}}\n{{- end -}}\n{{- define "app.labels" -}}\nhelm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}\napp.kubernetes.io/version: {{ .Chart.AppVersion | quote }}\n{{- with .Chart.Annotations }}\nannotations: {{ toJson . | quote }}\n{{- end }}\n{{- end -}}\n',
      "templates/d.yaml":
        'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: {{ include "app.fullname" . }}\n  labels:\n    {{- include "app.labels" . | nindent 4 }}\n  {{- with .Values.annotations }}\n  annotations:\n    {{- toYaml . | nindent 4 }}\n  {{- end }}\nspec:\n  replicas: {{ .Values.replicas }}\n  template:\n    spec:\n      containers:\n        - name: {{ .Chart.Name }}\n          image: "{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}"\n          env:\n            {{- range $k, $v := .Values.env }}\n            - name: {{ $k }}\n              value: {{ $v | quote }}\n            {{- end }}\n            {{- tpl .Values.extra . | nindent 12 }}\n          ports: [{ containerPort: {{ .Values.service.port }} }]\n          resources:\n            {{- toYaml .Values.resources | nindent 12 }}\n      {{- with .Values.nodeSelector }}\n      nodeSelector:\n        {{- toYaml . | nindent 8 }}\n      {{- end }}\n      {{- if .Values.tolerations }}\n      tolerations: {{ .Values.tolerations }}\n      {{- end }}\n# {{ .Chart.Keywords }} {{ (index .Chart.Maintainers 0).Email }} {{ .Chart.Home }} {{ .Chart.Sources }} {{ .Chart.Icon }} {{ .Chart.KubeVersion }} {{ .Chart.Description }}\n',
    },
  },
  "Chart.yaml: a version of Kubernetes that does not fit": {
    files: { "Chart.yaml": chart("c", "kubeVersion: '>=1.99'\n"), "templates/a.yaml": "kind: A\n" },
  },
  "Chart.yaml: numbers for texts": {
    files: {
      "Chart.yaml": "apiVersion: v2\nname: c\nversion: 1\nappVersion: 2.10\nannotations: { a: 5 }\n",
      "templates/a.yaml": "kind: A\nv: {{ .Chart.Version }} {{ .Chart.AppVersion }} {{ .Chart.Annotations }}\n",
    },
  },
  "Chart.yaml: no name": { files: { "Chart.yaml": "apiVersion: v2\nversion: 1.0.0\n", "templates/a.yaml": "kind: A\n" } },
  "Chart.yaml: no version": { files: { "Chart.yaml": "apiVersion: v2\nname: c\n", "templates/a.yaml": "kind: A\n" } },
  "Chart.yaml: an odd type": { files: { "Chart.yaml": chart("c", "type: other\n"), "templates/a.yaml": "kind: A\n" } },
  "Chart.yaml: a library at the top": { files: { "Chart.yaml": chart("c", "type: library\n"), "templates/_a.tpl": "" } },
  "errors: in a helper of a subchart": {
    files: {
      "Chart.yaml": chart("top"),
      "templates/a.yaml": "kind: A\n",
      "charts/sub/Chart.yaml": chart("sub"),
      "charts/sub/templates/_h.tpl": '{{ define "sub.h" }}\n{{ .Values.a.b.c }}\n{{ end }}',
      "charts/sub/templates/b.yaml": 'kind: B\nv: {{ include "sub.h" . | indent 2 }}\n',
    },
  },
  "errors: in NOTES.txt": {
    files: { "Chart.yaml": chart("c"), "templates/a.yaml": "kind: A\n", "templates/NOTES.txt": "\n{{ .Values.a.b }}\n" },
  },
  "errors: a block that does not end": {
    files: { "Chart.yaml": chart("c"), "templates/a.yaml": "kind: A\n{{ if .Values.x }}\n", "templates/b.yaml": "kind: B\n" },
  },
  "errors: two files": {
    files: {
      "Chart.yaml": chart("c"),
      "templates/a.yaml": "kind: A\nv: {{ .Values.a.b }}\n",
      "templates/b.yaml": "kind: B\nv: {{ .Values.c.d }}\n",
    },
  },
  "errors: a schema": {
    files: {
      "Chart.yaml": chart("c"),
      "values.yaml": "a: x\nb: 1\n",
      "values.schema.json": '{"type":"object","required":["c"],"properties":{"b":{"type":"number","minimum":2}}}',
      "templates/a.yaml": "kind: A\n",
    },
  },
  "errors: a directory of templates only": { files: { "Chart.yaml": chart("c"), "values.yaml": "a: 1\n" } },
  "templates: names below folders, and odd endings": {
    files: {
      "Chart.yaml": chart("c"),
      "templates/x/y/a.yaml": "kind: A\nn: {{ .Template.Name }} {{ .Template.BasePath }}\n",
      "templates/b.yml": "kind: B\n",
      "templates/c.json": '{"kind": "C"}\n',
      "templates/d.tpl": "kind: D\n",
      "templates/.hidden.yaml": "kind: H\n",
      "templates/x/_e.yaml": "kind: E\n",
      "templates/tests/t.yaml": map("t"),
    },
  },
  "templates: trims over lines, and comments": {
    files: {
      "Chart.yaml": chart("c"),
      "templates/a.yaml":
        '{{/* one */}}\n{{- /* two\n three */ -}}\nkind: A\n{{- if true -}}\n  {{- /* x */}}\nb: 1\n{{- end }}\n\n{{- with (dict "k" "v") }}\nc:\n  {{- range $k, $v := . }}\n  {{ $k }}: {{ $v -}}\n  {{ end }}\n{{- end }}\n{{- define "x" -}}\n  in\n{{- end -}}\nd: {{ template "x" }}\n',
    },
  },
  "templates: no value in texts, lists and keys": {
    files: {
      "Chart.yaml": chart("c"),
      "templates/a.yaml":
        'kind: A\na: {{ .Values.x }}\nb: "{{ .Values.x }}-{{ .Values.y }}"\nc: [{{ .Values.x }}]\n# <no value> here\nd: {{ printf "%v" .Values.x }}\ne: {{ list .Values.x }}\nf: {{ cat .Values.x "a" }}\ng: {{ .Values.x | toString }}\nh: {{ .Values.x | toYaml }}\n',
    },
  },
  "values: methods and keys of their names": {
    files: {
      "Chart.yaml": chart("c"),
      "values.yaml": "a: { b: 1 }\nTable: x\n",
      "templates/a.yaml":
        'kind: A\na: {{ .Values.AsMap | toJson }}\nb: {{ .Values.YAML | toJson }}\nc: {{ (.Values.Table "a").b }}\nd: {{ .Values.PathValue "a.b" }}\n',
    },
  },
  "values: a whole tree through templates": {
    files: {
      "Chart.yaml": chart("c"),
      "values.yaml": "list:\n- name: a\n  ports: [80, 443]\n  opts: { x: 'y' }\n- name: b\n",
      "templates/a.yaml":
        '{{- range $i, $e := .Values.list }}\n{{- $ctx := merge (dict "root" $ "i" $i) $e }}\n---\nkind: A\nname: {{ $ctx.name }}-{{ $ctx.i }}-{{ $ctx.root.Release.Name }}\n{{- with $e.ports }}\nports:\n  {{- range . }}\n  - {{ . }}\n  {{- end }}\n{{- else }}\nports: []\n{{- end }}\n{{- if hasKey $e "opts" }}\nopts: {{ $e.opts | toJson }}\n{{- end }}\n{{- end }}\n',
    },
  },
  "output: definitions of a chart and of those below it": {
    files: {
      "Chart.yaml": chart(
        "c",
        "dependencies:\n- { name: sub, version: 0.x, alias: other }\n- { name: gone, version: 0.x, condition: gone.enabled }\n",
      ),
      "values.yaml": "gone: { enabled: false }\n",
      "crds/b.yaml": "kind: B\n---\nkind: C\n",
      "crds/a/x.json": '{"kind": "X"}',
      "crds/README.md": "# no\n",
      "templates/a.yaml": "kind: A\nupgrade: {{ .Release.IsUpgrade }} {{ .Release.IsInstall }}\n",
      "templates/hook.yaml": "kind: H\nmetadata: { annotations: { helm.sh/hook: test } }\n",
      "charts/sub/Chart.yaml": chart("sub"),
      "charts/sub/crds/s.yml": "kind: S\n\n",
      "charts/gone/Chart.yaml": chart("gone"),
      "charts/gone/crds/o.yaml": "kind: O\n",
    },
    options: { includeCrds: true, noHooks: true, isUpgrade: true },
  },
};
