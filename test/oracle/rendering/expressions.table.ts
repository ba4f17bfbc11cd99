/** The values that the expressions read. */
export const VALUES = `name: web
empty: ""
zero: 0
int: 5
port: 8080
float: 1.5
big: 1048576
huge: 12345678901234567890
tiny: 0.0000001
yes: true
no: false
nothing: null
list: [a, b, c]
ports: [80, 443]
none: []
map: {a: 1, b: two, c: {d: e}}
nomap: {}
nested: {list: [{name: x, value: 1}, {name: y, value: 2}]}
text: |
  first
  second
folded: >-
  one
  two
special: "a\\"b\\\\c\\td"
unicode: "héé → 😀"
version: 1.32.0
template: "{{ .Values.name }}-{{ .Release.Name }}"
broken: "{{ .Values.name"
image: {repository: nginx, tag: "1.27"}
`;

/** Fragments of templates; what Helm makes of each is recorded (`test/data/oracle/helm.expressions.json`). */
export const EXPRESSIONS: readonly string[] = [
  // Text and white space
  "a {{- 1 -}} b",
  "a {{ 1 }} b",
  "a\n  {{- 1 }}\n  b",
  "a{{-3}}b",
  "a {{- /* c */ -}} b",
  "a {{/* c }} */}} b",
  '{{ "a" }}\t{{- "b" }}',
  "{{ `raw\n\\n` }}",
  '{{ "\\u00e9\\x41\\101\\n\\"" }}',
  "{{ 'a' }} {{ 1_000 }} {{ 0x1F }} {{ 0b11 }} {{ 017 }} {{ 1e3 }} {{ 1.50 }} {{ 1000000.0 }} {{ .5 }} {{ -1 }} {{ +2 }} {{ 1i }}",
  "{{ true }} {{ false }} {{ .Values.nothing }} {{ .Values.missing }} {{ .Values.list }} {{ .Values.map }}",
  "{{ .Values.name | }}",
  // Numbers
  "{{ .Values.int }} {{ .Values.float }} {{ .Values.big }} {{ .Values.huge }} {{ .Values.tiny }} {{ .Values.zero }}",
  "{{ .Values.big | quote }} {{ .Values.big | int }} {{ .Values.big | int64 }} {{ .Values.big | toString }} {{ .Values.big | toJson }}",
  "{{ .Values.huge | int64 }} {{ .Values.tiny | toYaml }} {{ .Values.huge | toYaml }} {{ .Values.huge | toJson }}",
  '{{ int "0x1f" }} {{ int "010" }} {{ int "1_000" }} {{ int "-5" }} {{ int "x" }} {{ int "1.9" }} {{ int 1.9 }} {{ int true }} {{ int nil }} {{ int "7.0" }}',
  '{{ float64 "1.5" }} {{ float64 "x" }} {{ float64 true }} {{ float64 "1e3" }} {{ atoi "12" }} {{ atoi "x" }} {{ toDecimal "0777" }}',
  '{{ add 1 2 "3" }} {{ sub 5 2 }} {{ mul 2 3 4 }} {{ div 7 2 }} {{ mod 7 3 }} {{ mod -7 2 }} {{ add1 .Values.int }} {{ max 1 3 2 }} {{ min 4 2 3 }}',
  "{{ addf 1.1 2.2 }} {{ subf 7.5 2 }} {{ mulf 1.5 2 2 }} {{ divf 10 4 }} {{ add1f 1.5 }} {{ maxf 1.5 2 }} {{ minf 1.5 2 }}",
  "{{ ceil 1.2 }} {{ floor 1.8 }} {{ round 1.2345 2 }} {{ round 2.5 0 }} {{ round -1.5 0 }} {{ round 123.555555 3 }}",
  "{{ until 3 }} {{ until -2 }} {{ untilStep 0 10 3 }} {{ untilStep 3 0 -1 }} {{ seq 3 }} {{ seq 2 5 }} {{ seq 0 2 6 }} {{ seq 3 1 }}",
  "{{ div 1 0 }}",
  "{{ mod 1 0 }}",
  "{{ int64 9223372036854775807 }} {{ add 9223372036854775807 1 }} {{ mul 4611686018427387904 4 }}",
  '{{ printf "%d" .Values.int }}',
  '{{ printf "%d %5d|%-5d|%05d|%+d|%x|%X|%o|%b|%c" 42 42 42 42 42 42 42 42 42 65 }}',
  '{{ printf "%f %.2f %5.1f|%e %g %.3g %.0f" 1.5 1.256 1.25 1234.5 0.00001 1234.5678 2.5 }}',
  '{{ printf "%s %q %v %T %10s|%-10s|%.2s|%x" "a" "b\\n" "c" "d" "e" "f" "ghi" "hex" }}',
  '{{ printf "%v %s %d %t %q" nil nil nil nil nil }}',
  '{{ printf "%v %v %v %v" .Values.list .Values.map .Values.yes .Values.float }}',
  '{{ printf "%s %d" }} {{ printf "x" 1 "y" }} {{ printf "%!" }} {{ printf "%z" 1 }} {{ printf "100%%" }} {{ printf "%[2]s %[1]s" "a" "b" }} {{ printf "%*d" 5 1 }}',
  '{{ printf "%t %t" true "x" }} {{ printf "%#v %#v %#v" "a" 1 .Values.list }} {{ printf "%+v" 1 }} {{ printf "%U" 233 }} {{ printf "% d" 5 }}',
  '{{ print 1 2 "a" "b" 3 }} {{ print "a" 1 }} {{ print nil }} {{ println "a" 1 }}|',
  // Comparison and logic
  "{{ eq .Values.int 5 }}",
  "{{ eq .Values.int 5.0 }} {{ eq (int .Values.int) 5 }} {{ eq 1 2 1 }} {{ ne 1 2 }} {{ eq (int64 1) 1 }}",
  '{{ eq .Values.missing "a" }} {{ eq nil .Values.missing }} {{ ne .Values.nothing nil }}',
  '{{ lt 1 2 }} {{ le 2 2 }} {{ gt 1 2 }} {{ ge 1.5 1.5 }} {{ lt "a" "b" }}',
  "{{ lt .Values.missing 1 }}",
  "{{ eq .Values.map .Values.map }}",
  "{{ eq 1 1.0 }}",
  "{{ lt true false }}",
  "{{ eq }}",
  '{{ and 1 0 (fail "x") }} {{ or 0 "a" (fail "x") }} {{ and 1 2 }} {{ or 0 "" }} {{ not 1 }} {{ not .Values.none }} {{ 1 | and 0 }} {{ 0 | or 2 }}',
  "{{ and }}",
  '{{ if .Values.yes }}y{{ else }}n{{ end }}{{ if .Values.none }}y{{ else if .Values.list }}l{{ else }}n{{ end }}{{ if "false" }}s{{ end }}{{ if 0.0 }}z{{ end }}',
  "{{ with .Values.map }}{{ .a }}{{ $.Values.name }}{{ end }}{{ with .Values.none }}x{{ else }}{{ .Values.name }}{{ end }}{{ with $x := 5 }}{{ $x }}{{ . }}{{ end }}",
  "{{ with .Values.none }}a{{ else with .Values.list }}{{ . }}{{ end }}",
  "{{ range .Values.list }}{{ . }},{{ end }}{{ range $i, $v := .Values.list }}{{ $i }}={{ $v }};{{ end }}{{ range $v := .Values.list }}{{ $v }}{{ end }}{{ range .Values.none }}x{{ else }}none{{ end }}",
  "{{ range $k, $v := .Values.map }}{{ $k }}={{ $v }};{{ end }}{{ range .Values.missing }}x{{ else }}e{{ end }}",
  '{{ range $k, $v := dict "10" 1 "9" 2 "a" 3 "B" 4 }}{{ $k }}{{ end }}',
  "{{ range 3 }}{{ . }}{{ end }}{{ range $i := 2 }}{{ $i }}{{ end }}",
  "{{ range $i, $v := 3 }}{{ end }}",
  "{{ range .Values.int }}x{{ end }}",
  "{{ range .Values.name }}x{{ end }}",
  '{{ range .Values.list }}{{ if eq . "b" }}{{ continue }}{{ end }}{{ . }}{{ end }}{{ range .Values.list }}{{ if eq . "b" }}{{ break }}{{ end }}{{ . }}{{ end }}',
  "{{ $x := 1 }}{{ if true }}{{ $x = 2 }}{{ $y := 3 }}{{ $x := 4 }}{{ $x }}{{ end }}{{ $x }}{{ range .Values.list }}{{ $x = . }}{{ end }}{{ $x }}",
  "{{ $x := .Values.missing }}{{ $x.y }}|{{ (.Values.missing).b }}|{{ ((.Values.missing).b).c }}",
  "{{ range list nil }}{{ .x }}{{ end }}",
  // Fields and errors
  "{{ .Values.missing.b }}",
  "{{ .Values.name.b }}",
  "{{ .Values.map.a.b }}",
  "{{ $x := .Values.name }}{{ $x.b }}",
  "{{ (index .Values.nested.list 0).name }} {{ (first .Values.nested.list).value }}",
  "{{ .Chart.appVersion }}",
  "{{ .Chart.Name }} {{ .Chart.Version }} {{ .Chart.AppVersion }} {{ .Chart.Type }} {{ .Chart.IsRoot }}",
  "{{ .Release.Name }} {{ .Release.Namespace }} {{ .Release.Service }} {{ .Release.IsInstall }} {{ .Release.IsUpgrade }} {{ .Release.Revision }}",
  '{{ .Capabilities.KubeVersion }} {{ .Capabilities.KubeVersion.Version }} {{ .Capabilities.KubeVersion.Major }} {{ .Capabilities.KubeVersion.Minor }} {{ .Capabilities.KubeVersion.GitVersion }} {{ .Capabilities.APIVersions.Has "apps/v1" }} {{ .Capabilities.APIVersions.Has "x/v1" }}',
  '{{ has "apps/v1" .Capabilities.APIVersions }} {{ typeOf .Capabilities.APIVersions }} {{ kindOf .Capabilities.APIVersions }} {{ range .Capabilities.APIVersions }}{{ if eq . "v1" }}{{ . }}{{ end }}{{ end }}',
  "{{ .Template.Name }} {{ .Template.BasePath }}",
  "{{ .Values.name 1 }}",
  '{{ "a" | .Values.name }}',
  "{{ 1 2 }}",
  "{{ nil }}",
  "{{ .Values.map.a | upper }}",
  "{{ upper .Values.int }}",
  "{{ upper .Values.missing }}",
  "{{ .Values.missing | upper }}",
  "{{ upper nil }}",
  "{{ upper }}",
  "{{ upper 1 2 }}",
  '{{ nindent "2" "x" }}',
  "{{ until .Values.int }}",
  "{{ int64 5 | until }}",
  '{{ trunc .Values.int "abc" }}',
  "{{ keys .Values.missing }}",
  '{{ hasKey .Values.missing "a" }}',
  "{{ toYaml }}",
  '{{ include "nope" . }}',
  '{{ template "nope" . }}',
  '{{ index .Values.missing "a" }}',
  '{{ index .Values.map "a" }} {{ index .Values.map "zz" }} {{ index .Values.list 1 }} {{ index .Values.map "c" "d" }} {{ index .Values.name 0 }}',
  "{{ index .Values.list 5 }}",
  "{{ index .Values.list .Values.zero }}",
  "{{ index .Values.map 1 }}",
  '{{ len .Values.list }} {{ len .Values.map }} {{ len "héé" }}',
  "{{ len .Values.int }}",
  "{{ len .Values.missing }}",
  '{{ required "need it" .Values.name }} {{ required "need it" .Values.zero }}',
  '{{ required "need it" .Values.missing }}',
  '{{ required "need it" "" }}',
  '{{ fail "stop: here" }}',
  // Parse errors
  "{{ if .Values.x }}",
  "{{ end }}",
  "{{ else }}",
  "{{ nofunction 1 }}",
  "{{ $nope }}",
  "{{ .Values.a-b }}",
  "{{ if }}x{{ end }}",
  "{{ }}",
  "{{ (1 }}",
  "{{ 1) }}",
  '{{ "abc }}',
  '{{ "\\q" }}',
  "{{ 1x }}",
  "{{ 'ab' }}",
  "{{ / }}",
  "{{ /* x */ }}",
  "{{/* x }}",
  "{{/* x */ y}}",
  "{{ 1 | 2 }}",
  "{{ break }}",
  "{{ .Values.name",
  "{{ range $a, $b, $c := .Values.list }}{{ end }}",
  "{{ if true }}a{{ else }}b{{ else }}c{{ end }}",
  "{{ template }}",
  "{{ 99999999999999999999 }}",
  "{{ range .Values.list }}{{ else if true }}{{ end }}",
  "{{ $x : = 1 }}",
  '{{ "a".b }}',
  "{{ . .Values }}",
  // Defaults
  '{{ default "d" .Values.name }} {{ default "d" .Values.empty }} {{ default "d" .Values.zero }} {{ default "d" .Values.no }} {{ .Values.missing | default "d" }} {{ default "x" }} {{ default "d" .Values.none }}',
  '{{ coalesce .Values.missing .Values.empty "c" "d" }} {{ coalesce nil }} {{ empty .Values.none }} {{ empty .Values.nomap }} {{ empty 0 }} {{ empty "a" }} {{ all 1 0 }} {{ any 0 1 }} {{ all }} {{ any }}',
  '{{ ternary "y" "n" true }} {{ true | ternary "y" "n" }} {{ ternary "y" "n" .Values.no }}',
  '{{ ternary "y" "n" .Values.name }}',
  // Strings
  '{{ trim "  a  " }}|{{ trimAll "-" "--a-b--" }}|{{ trimSuffix "-" "a--" }}|{{ trimPrefix "-" "--a" }}|{{ upper "aé" }}|{{ lower "AÉ" }}|{{ title "ab cd-ef" }}|{{ untitle "Ab Cd" }}|{{ swapcase "aB" }}',
  '{{ repeat 3 "ab" }}|{{ substr 1 3 "abcdef" }}|{{ substr -1 3 "abcdef" }}|{{ substr 2 -1 "abcdef" }}|{{ substr 2 99 "abc" }}|{{ trunc 3 "abcdef" }}|{{ trunc -3 "abcdef" }}|{{ trunc 99 "a" }}|{{ trunc -99 "a" }}|{{ nospace " a b " }}',
  '{{ repeat -1 "a" }}',
  '{{ contains "b" "abc" }} {{ hasPrefix "a" "abc" }} {{ hasSuffix "c" "abc" }} {{ replace "b" "X" "abab" }} {{ replace "" "-" "ab" }}',
  '{{ indent 2 "a\\n\\nb\\n" }}|{{ nindent 2 "a\\nb" }}|{{ indent 0 "a" }}',
  '{{ quote "a\\"b\\n" 1 nil true }} {{ squote "a\'b" 1 nil }} {{ quote }} {{ quote .Values.missing }} {{ cat "a" 1 nil "b" }} {{ cat }}',
  "{{ quote .Values.special .Values.unicode }} {{ toJson .Values.special }} {{ toJson .Values.unicode }}",
  '{{ plural "one" "many" 1 }} {{ plural "one" "many" 2 }} {{ snakecase "HTTPServerName" }} {{ kebabcase "someThing2Go" }} {{ camelcase "some-thing_else" }} {{ snakecase "First Name" }} {{ kebabcase "FOO_BAR" }} {{ camelcase "http_server" }}',
  '{{ initials "First Try" }} {{ abbrev 5 "hello world" }} {{ abbrev 3 "hello" }} {{ abbrevboth 5 10 "1234 5678 9123" }} {{ wrap 5 "hello wide world" }} {{ wrapWith 5 "|" "hello wide world" }}',
  '{{ join "-" .Values.list }} {{ join "," .Values.ports }} {{ join "," "a" }} {{ join "," nil }} {{ join "-" (list 1 nil "a" true) }} {{ splitList "," "a,b,,c" }} {{ split "," "a,b" }} {{ (split "," "a,b")._1 }} {{ splitn "," 2 "a,b,c" }} {{ splitList "" "abc" }}',
  '{{ sortAlpha (list "b" "a" "B" "10" "9") }} {{ sortAlpha .Values.ports }} {{ toStrings (list 1 true "a" nil) }} {{ toString 1.5 }} {{ toString nil }} {{ toString .Values.list }}',
  '{{ b64enc "héé" }} {{ b64dec "aMOpw6k=" }} {{ b64dec "%%%" }} {{ b32enc "abc" }} {{ b32dec "MFRGG===" }} {{ sha1sum "a" }} {{ sha256sum "a" }} {{ sha512sum "a" }} {{ adler32sum "abc" }} {{ b64dec "/w==" | b64enc }}',
  '{{ html "<a href=\'x\'>&\\"" }} {{ js "it\'s <b>" }} {{ urlquery "a b&c=d/é" }}',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the syntax of Go's replacements
  '{{ regexMatch "^a.c$" "abc" }} {{ regexFind "[a-z]+" "12abc34" }} {{ regexFindAll "[0-9]" "a1b2c3" -1 }} {{ regexFindAll "[0-9]" "a1b2c3" 2 }} {{ regexReplaceAll "a(x*)b" "-ab-axxb-" "${1}W" }} {{ regexReplaceAll "a(x*)b" "-ab-axxb-" "$1W" }} {{ regexReplaceAllLiteral "a(x*)b" "-ab-axxb-" "${1}" }} {{ regexSplit "z+" "pizza" -1 }} {{ regexQuoteMeta "1.2+3" }}',
  '{{ regexMatch "(" "a" }} {{ regexReplaceAll "" "abc" "-" }} {{ regexReplaceAll "b*" "abc" "-" }} {{ regexSplit "" "abc" -1 }} {{ regexFind "(?i)ABC" "xabc" }} {{ regexReplaceAll "(?P<n>a)" "ba" "<$n>" }} {{ regexReplaceAll "[[:alpha:]]+" "ab1cd" "x" }}',
  '{{ regexFind "(" "a" }}',
  // Lists
  '{{ list 1 "a" nil }} {{ append .Values.list "d" }} {{ prepend .Values.list "z" }} {{ concat .Values.list (list 1) .Values.ports }} {{ first .Values.list }} {{ last .Values.list }} {{ rest .Values.list }} {{ initial .Values.list }} {{ reverse .Values.list }} {{ first .Values.none }}',
  '{{ uniq (list 1 1 "a" "a" 1.0) }} {{ without .Values.list "a" }} {{ has "a" .Values.list }} {{ has 80 .Values.ports }} {{ has 80.0 .Values.ports }} {{ has "a" nil }} {{ compact (list 0 1 "" "a" nil) }} {{ slice .Values.list 1 }} {{ slice .Values.list 1 2 }} {{ chunk 2 .Values.list }} {{ tuple 1 2 }}',
  "{{ append nil 1 }}",
  '{{ first "a" }}',
  '{{ append "a" 1 }}',
  '{{ slice "abc" 1 }}',
  "{{ concat .Values.list nil }}",
  '{{ has 1 "a" }}',
  // Maps
  '{{ dict "a" 1 "b" }} {{ get .Values.map "b" }} {{ get .Values.map "zz" | quote }} {{ hasKey .Values.map "a" }} {{ hasKey .Values "nothing" }} {{ keys .Values.map | sortAlpha }} {{ pick .Values.map "a" "zz" }} {{ omit .Values.map "a" }} {{ pluck "a" .Values.map (dict "a" 2) }}',
  '{{ $d := dict "a" 1 }}{{ $_ := set $d "b" 2 }}{{ $d }}{{ $_ := unset $d "a" }}{{ $d }}',
  '{{ merge (dict "a" 1 "b" (dict "c" 1) "z" 0 "e" "") (dict "a" 2 "b" (dict "c" 2 "d" 3) "z" 5 "e" "x" "n" nil) }} {{ mergeOverwrite (dict "a" 1 "b" (dict "c" 1) "k" true) (dict "a" 2 "b" (dict "c" 2 "d" 3) "k" false) }}',
  '{{ $a := dict "x" (dict "y" 1) }}{{ $b := deepCopy $a }}{{ $_ := set $a.x "y" 2 }}{{ $a }} {{ $b }} {{ dig "c" "d" "none" .Values.map }} {{ dig "q" "d" "none" .Values.map }} {{ deepEqual .Values.list (list "a" "b" "c") }} {{ deepEqual 1 1.0 }}',
  '{{ dig "a" "b" "x" .Values.map }}',
  '{{ dig "a" "x" .Values }}',
  '{{ values (dict "a" 1) }} {{ dict 1 2 }}',
  // Types
  '{{ kindOf 1 }} {{ kindOf .Values.int }} {{ kindOf "a" }} {{ kindOf .Values.list }} {{ kindOf .Values.map }} {{ kindOf nil }} {{ kindOf true }} {{ kindOf .Chart }} {{ typeOf .Values }} {{ typeOf .Values.map }} {{ typeOf (until 1) }} {{ typeOf (splitList "," "a") }} {{ typeOf (split "," "a") }} {{ typeOf (int64 1) }} {{ typeOf nil }} {{ typeOf .Values.list }}',
  '{{ kindIs "map" .Values }} {{ kindIs "slice" .Values.list }} {{ kindIs "string" .Values.name }} {{ typeIs "string" "a" }} {{ typeIsLike "string" "a" }} {{ typeIs "float64" .Values.int }} {{ kindIs "invalid" .Values.missing }}',
  // Versions
  '{{ semverCompare ">=1.20-0" "1.32.0" }} {{ semverCompare "^1.2" "1.9.0" }} {{ semverCompare "~1.2" "1.3.0" }} {{ semverCompare ">1.31" "v1.32.0" }} {{ semverCompare "1.32" "1.32.5" }} {{ semverCompare "<=1.32" "1.32.5" }} {{ semverCompare "1.30 - 1.32" "1.32.9" }} {{ semverCompare ">=1.2, <2 || 3.x" "3.1.0" }} {{ semverCompare ">=1.30" "1.32.0-eks.1" }} {{ semverCompare "*" "1.0.0" }} {{ semverCompare "!=1.2" "1.3.0" }} {{ semverCompare "^0.2.3" "0.2.9" }} {{ semverCompare "<1.33.0-0" "1.32.1-gke.1" }}',
  '{{ $v := semver "v1.2.3-rc.1+b" }}{{ $v.Major }} {{ $v.Minor }} {{ $v.Patch }} {{ $v.Prerelease }} {{ $v.Metadata }} {{ $v.Original }} {{ $v }} {{ semver "1.2" }}',
  '{{ semverCompare ">=1.20" "garbage" }}',
  '{{ semverCompare "garbage" "1.2.3" }}',
  '{{ semver "1.32+" }}',
  // Paths and URLs
  '{{ base "a/b/c.txt" }} {{ dir "a/b/c.txt" }} {{ ext "a/b.txt" }} {{ clean "a/../b//c" }} {{ isAbs "/a" }} {{ base "" }} {{ dir "" }} {{ base "a/" }} {{ dir "/a" }}',
  '{{ urlParse "https://user:pw@host:8080/p/a?q=1#f" }} {{ urlJoin (dict "scheme" "http" "host" "h:1" "path" "/p" "query" "a=b" "fragment" "f") }} {{ (urlParse "http://h:1/p").hostname }}',
  // YAML, JSON, TOML
  "{{ toYaml .Values.map }}\n{{ toYaml .Values.nested }}\n{{ toYaml .Values.list }}\n{{ toYaml .Values.none }} {{ toYaml .Values.nomap }} {{ toYaml nil }} {{ toYaml .Values.text }} {{ toYaml .Values.folded }}",
  '{{ toYaml (dict "a" "yes" "b" "1" "c" "1.5" "d" "" "e" "null" "f" "a: b" "g" "- x" "h" "#x" "i" "a #b" "j" " a" "k" "a " "l" "2020-01-01" "m" "12:30" "n" "0x1f" "o" "a\\tb" "p" "~" "q" "*x" "r" "it\'s" "s" "{a}" "t" "@x" "u" "a,b" "v" "-" "w" "a:" "x" "=" "y" "1e3" "z" "08") }}',
  '{{ toYaml (dict "a" "x\\ny" "b" "x\\ny\\n" "c" "x\\n\\n" "d" " x\\ny" "e" "x \\ny" "f" "\\n" "g" "x\\n\\ny\\n" "h" "\\nx") }}',
  '{{ toYaml (dict "a2" 1 "a10" 2 "A" 3 "a_b" 4 "a-b" 5 "a.b" 6 "1" 7 "10" 8 "9" 9 "true" 10 "a b" 11 "é" 12 "Z" 13) }}',
  '{{ toYaml (list (list 1 (list 2 3)) (dict "a" (list 1) "b" (dict "c" (list (dict "d" 1 "e" 2)))) (list) (dict) nil true 1.5 "x\\ny") }}',
  '{{ toYaml (dict "emoji" "😀" "accent" "é" "nbsp" "a\\u00a0b" "bell" "\\a" "quote" "a\\"b" "line" "a\\u2028b" "bom" "\\ufeffx" "cr" "a\\rb") }}',
  '{{ toYaml (dict "a" "word word word word word word word word word word word word word word word word word word word word word end" "b" "it: word word word word word word word word word word word word word word word word word word word word end" "c" "é\\tword word word word word word word word word word word word word word word word word word word word") }}',
  '{{ toYaml (list "word word word word word word word word word word word word word word word word word word word word word  two end") }}',
  "{{ toYamlPretty .Values.nested }}",
  '{{ toJson .Values.map }} {{ toPrettyJson .Values.nested }} {{ toRawJson (dict "a" "<b>&") }} {{ toJson (dict "a" "<b>&\\u2028\\n") }} {{ toJson (list 1 1.5 true nil "a" 1e21 1e-7 1000000.0) }} {{ toJson .Values.none }} {{ mustToJson .Values.nomap }} {{ toPrettyJson (list) }}',
  '{{ (fromYaml "a: 1\\nb: [x, y]\\n").b }} {{ fromYaml "[1, 2]" }} {{ fromYaml "" }} {{ fromYamlArray "- 1\\n- a\\n" }} {{ fromYamlArray "a: 1" }} {{ (fromJson "{\\"a\\": 1.5}").a }} {{ fromJson "[1]" }} {{ fromJsonArray "[1, \\"a\\"]" }} {{ fromYaml "a: yes\\nb: 0644\\nc: 1_000\\n" }}',
  '{{ toToml (dict "a" 1 "b" "x" "c" (dict "d" true "e" (list 1 2)) "f" 1.5) }}',
  // Templates
  '{{ define "t" }}[{{ .a }}{{ $ }}]{{ end }}{{ include "t" (dict "a" 1) }} {{ template "t" (dict "a" 2) }} {{ include "t" (dict "a" "x\\n") | indent 2 }}',
  '{{ define "u" }}{{ .Values.missing }}{{ end }}{{ include "u" . | quote }} {{ include "u" . | len }}',
  '{{ block "v" .Values.name }}<{{ . }}>{{ end }}',
  '{{ tpl .Values.template . }} {{ tpl "{{ .Values.missing }}x" . }} {{ tpl "plain" . }}',
  "{{ tpl .Values.broken . }}",
  '{{ tpl "{{ .Values.missing.x }}" . }}',
  "{{ tpl .Values.int . }}",
  '{{ tpl "{{ define \\"z\\" }}zz{{ end }}{{ include \\"z\\" . }}" . }}',
  '{{ lookup "v1" "Secret" "ns" "name" }} {{ (lookup "v1" "Secret" "ns" "name").data }} {{ len (lookup "v1" "Secret" "" "") }}',
  '{{ .Files.Get "nope" }} {{ .Files.Glob "x" | len }} {{ .Values.AsMap | kindOf }}',
  '{{ with .Values.image }}{{ printf "%s:%s" .repository (.tag | toString) }}{{ end }}',
  '{{ list "a" "b" | join "," | quote | upper | trimAll "\\"" }}',
  '{{ getHostByName "localhost" }}|{{ call .Values.name }}',
  "{{ hasKey .Values.map .Values.missing }}",
  '{{ set .Values.map "new" 5 | toJson }} {{ .Values.map.new }}',
  "{{ .Values.list | toYaml | nindent 4 }}",
  "{{ .Values.text | indent 2 }}{{ .Values.text | quote }}{{ .Values.folded }}",
  "{{ not (or .Values.missing (and .Values.yes .Values.no)) | ternary 1 2 }}",
];
