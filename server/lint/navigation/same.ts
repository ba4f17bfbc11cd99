import type { Linter } from "../workspace/linter.ts";
import { Meanings } from "./meaning.ts";
import { type NamedPart, namedParts, type PlacedOccurrence } from "./placed.ts";

/** A question about names: the files that may answer it, and what was read in them. */
export class Names {
  readonly meanings: Meanings;
  readonly #linter: Linter;
  readonly #files = new Map<string, readonly PlacedOccurrence[]>();
  readonly #parts = new Map<string, readonly NamedPart[]>();
  readonly #read = new Map<NamedPart, readonly PlacedOccurrence[]>();
  readonly #isTogether: (a: string, b: string) => boolean;

  /** `isTogether`: whether two files can be deployed together, as far as the configuration and the workspace's folders say. */
  constructor(linter: Linter, isTogether: (a: string, b: string) => boolean = () => true) {
    this.#linter = linter;
    this.#isTogether = isTogether;
    this.meanings = new Meanings(linter);
  }

  /** All that is named in a file. */
  in(uri: string): readonly PlacedOccurrence[] {
    const known = this.#files.get(uri);
    if (known) return known;
    const written = this.#partsOf(uri).flatMap((part) => this.#named(part));
    const found = [...written, ...this.meanings.broughtIn(uri, written)];
    this.#files.set(uri, found);
    return found;
  }

  /** What is named at an offset; of several what is defined somewhere, and the shortest. A label of a kustomization is one of objects and of pods. */
  at(uri: string, offset: number): readonly PlacedOccurrence[] {
    const here = this.#among(uri, ({ start, end }) => start <= offset && offset <= end).filter(
      ({ site }) => site.start <= offset && offset <= site.end,
    );
    const shortest = Math.min(...here.map(({ site }) => site.end - site.start));
    const best = here.filter(({ site }) => site.end - site.start === shortest);
    // A kustomization does not say which kind of workload it gives replicas.
    const defined = best.filter((one) => one.declares || this.same(one).some(({ declares }) => declares));
    return defined.length > 0 ? defined : best.slice(0, 1);
  }

  /** All that means the same as an occurrence, by file and place; itself among them. */
  same(one: PlacedOccurrence): readonly PlacedOccurrence[] {
    return this.#candidates(one).filter((other) => this.meanings.areSame(one, other));
  }

  /** All that has to be renamed with it: what means the same as one of those that do, and so on. */
  closure(occurrences: readonly PlacedOccurrence[]): readonly PlacedOccurrence[] {
    const found = new Set<PlacedOccurrence>();
    const open = [...occurrences];
    for (let one = open.pop(); one; one = open.pop()) {
      if (found.has(one)) continue;
      found.add(one);
      const { uri, letters } = one;
      // A label of a kustomization is one of objects and of pods.
      const there = this.in(uri).filter((other) => letters && other.letters?.start === letters.start && other.noun !== one.noun);
      open.push(...[...there, ...this.same(one)].filter((other) => !found.has(other)));
    }
    return [...found].sort(inFileOrder);
  }

  #candidates({ uri, noun, name, holder }: PlacedOccurrence): readonly PlacedOccurrence[] {
    const word = wordOf(name);
    const isInside = noun === "volume" || noun === "container"; // known in an object and in patches of it alone
    if (isInside && !this.meanings.shareBuild(uri, uri)) return this.#among(uri, ({ slice }) => slice === holder.slice);
    return this.#linter
      .uris()
      .filter((other) => holdsWord(this.#linter.text(other) ?? "", word) && this.#isTogether(uri, other))
      .filter((other) => !isInside || other === uri || this.meanings.shareBuild(uri, other))
      .sort()
      .flatMap((other) => {
        const text = this.#linter.text(other) ?? "";
        return this.#among(other, ({ start, end }) => holdsWord(text.slice(start, end), word));
      });
  }

  /** What is named in some documents of a file: a file may have thousands. With it what is built brings in, wherever that stands. */
  #among(uri: string, isAsked: (part: NamedPart) => boolean): readonly PlacedOccurrence[] {
    if (this.meanings.isBuiltFrom(uri)) return this.in(uri);
    return this.#partsOf(uri)
      .filter(isAsked)
      .flatMap((part) => this.#named(part));
  }

  #partsOf(uri: string): readonly NamedPart[] {
    const parts = this.#parts.get(uri) ?? namedParts(this.#linter, uri);
    this.#parts.set(uri, parts);
    return parts;
  }

  #named(part: NamedPart): readonly PlacedOccurrence[] {
    const named = this.#read.get(part) ?? part.occurrences();
    this.#read.set(part, named);
    return named;
  }
}

/** What stands in every text that has the name. */
function wordOf(name: string | number): string {
  const text = String(name);
  return text.slice(text.indexOf("=") + 1);
}

/** Whether a text holds a word that may be a name: no part of a longer one, and not the scheme of a URL. */
function holdsWord(text: string, word: string): boolean {
  if (word === "") return true;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const end = at + word.length;
    if (!isLetter(text.charCodeAt(at - 1)) && !isLetter(text.charCodeAt(end)) && !text.startsWith("://", end)) return true;
  }
  return false;
}

/** An ASCII letter or digit. */
function isLetter(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}

function inFileOrder(a: PlacedOccurrence, b: PlacedOccurrence): number {
  return a.uri < b.uri ? -1 : a.uri > b.uri ? 1 : a.site.start - b.site.start;
}
