// Announcements of the projects: k8s.gcr.io froze in April 2023, Bitnami's versioned images moved in August 2025.
import { defineRule, set, suggestion } from "../../server/api.ts";
import { fullName, imageOf, matchesRegistry } from "./_image.ts";

interface Move {
  readonly from: string;
  /** A word of it, one that stands in few other documents. */
  readonly word: string;
  readonly to: string | undefined;
  readonly news: string;
}

const MOVES: readonly Move[] = [
  { from: "k8s.gcr.io", word: "gcr", to: "registry.k8s.io", news: "is frozen since April 2023: use registry.k8s.io" },
  { from: "gcr.io/google-containers", word: "gcr", to: undefined, news: "is no longer maintained: use registry.k8s.io" },
  { from: "gcr.io/google_containers", word: "gcr", to: undefined, news: "is no longer maintained: use registry.k8s.io" },
  { from: "docker.pkg.github.com", word: "pkg", to: undefined, news: "was replaced by ghcr.io" },
  {
    from: "docker.io/bitnami",
    word: "bitnami",
    to: "docker.io/bitnamilegacy",
    news: "holds no versioned images since August 2025",
  },
];

export default defineRule({
  id: "deprecated-registry",
  family: "images",
  severity: "warning",
  tier: "recommended",
  title: "Image comes from an abandoned registry",
  why: "The registry gets no new images and no security fixes, and one day it stops answering: then every node that needs the image fails to start the pod.",
  ignoreWhen: "A mirror of your own answers under that name.",
  references: ["https://kubernetes.io/blog/2023/02/06/k8s-gcr-io-freeze-announcement/"],
  peers: ["kubescape:C-0253"],
  fix: "suggestion",
  needs: MOVES.map(({ word }) => word),
  container(container, { report }) {
    const use = imageOf(container);
    if (!use) return;
    const name = fullName(use.image);
    const move = MOVES.find(({ from }) => matchesRegistry(name, from));
    if (!move || isStillPublished(name, use.image.tag)) return;
    const suffix = use.text.slice(use.text.indexOf(use.image.repository) + use.image.repository.length);
    const moved = move.to && move.to + name.slice(move.from.length) + suffix;
    report(use.field, `${move.from} ${move.news}.`, {
      fixes: moved ? [suggestion(`Change it to ${moved}`, set(use.field, moved))] : [],
    });
  },
});

/** Bitnami still publishes `latest`, and all versions of what it makes itself. */
function isStillPublished(name: string, tag = "latest"): boolean {
  return name.startsWith("docker.io/bitnami/") && (tag === "latest" || /\/(?:minideb|sealed-secrets-.+)$/.test(name));
}
