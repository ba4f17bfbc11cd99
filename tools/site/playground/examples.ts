const texts = import.meta.glob<string>("./examples/**/*.{yaml,tpl}", { query: "?raw", import: "default", eager: true });

/** What the playground can begin with: the files of one folder of `examples` each. */
export const EXAMPLES = {
  manifest: { title: "Manifests", files: filesOf("manifest"), open: "web.yaml" },
  overlay: { title: "Kustomize overlay", files: filesOf("overlay"), open: "production/debug.yaml" },
  chart: { title: "Helm chart", files: filesOf("chart"), open: "shop/values.yaml" },
} as const;
export type ExampleName = keyof typeof EXAMPLES;

function filesOf(example: string): Readonly<Record<string, string>> {
  const folder = `./examples/${example}/`;
  const own = Object.entries(texts).filter(([path]) => path.startsWith(folder));
  return Object.fromEntries(own.map(([path, text]) => [path.slice(folder.length), text]));
}
