import { describe, expect, it, vi } from "vitest";
import latest from "../../rules/images/image-latest-tag.ts";
import privileged from "../../rules/pod-security/privileged-container.ts";
import { toTemplates } from "../../server/cli/run/rendered.ts";
import type { PlacedFinding } from "../../server/lint/analysis/result.ts";
import { inTemplate } from "../../server/lint/overlay/rendered.ts";
import { lintText } from "../support/linting.ts";

const template = `{{- if .Values.enabled }}
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ include "shop.name" . }}
spec:
  template:
    spec:
      containers:
        {{- if .Values.proxy }}
        - name: proxy
          image: proxy:1.2
        {{- end }}
        - name: app
          image: "{{ .Values.image }}"
          securityContext:
            privileged: true
{{- end }}
`;
const rendered = `# Source: shop/templates/deployment.yaml
apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop-web
spec:
  template:
    spec:
      containers:
        - name: app
          image: "app:latest"
          securityContext:
            privileged: true
`;

describe("a finding about rendered output", () => {
  const at = (finding: PlacedFinding | undefined, text = template) => {
    const span = finding && inTemplate(finding, rendered, text);
    return span && text.slice(span.start, span.end);
  };

  it("stands at the literal value of the template, whatever the index of its container", () => {
    const [finding] = lintText([privileged], rendered).findings;
    expect(at(finding)).toBe("true");
    expect(inTemplate(finding as PlacedFinding, rendered, template)?.start).toBe(template.indexOf("true"));
  });

  it("stands at the value that an action writes", () => {
    const [finding] = lintText([latest], rendered).findings;
    expect(at(finding)).toBe('"{{ .Values.image }}"');
  });

  it("stands at the nearest literal key where the rest is written by an action", () => {
    const [finding] = lintText([privileged], rendered).findings;
    const short = template.replace(
      / {10}securityContext:[\s\S]*?true\n/,
      '          {{- include "shop.context" . | nindent 10 }}\n',
    );
    expect(at(finding, short)).toBe("app");
  });

  it("is not moved to a template that holds no such object", () => {
    const [finding] = lintText([privileged], rendered).findings;
    expect(at(finding, template.replace("kind: Deployment", "kind: StatefulSet"))).toBeUndefined();
  });
});

it("is not made ahead where there is no chart that it could be moved to", () => {
  const pending = [{ uri: "file:///rendered.yaml", make: vi.fn() }];
  expect(toTemplates(pending, import.meta.dirname, vi.fn())).toBe(pending);
  expect(pending[0]?.make).not.toHaveBeenCalled();
});
