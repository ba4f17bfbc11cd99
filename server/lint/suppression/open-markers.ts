import type { Marker } from "../directive/marker.ts";

/** A marker of a file while its findings are gone through. */
export interface OpenMarker extends Marker {
  /** The ids, as the marker writes them, that have hidden something. */
  readonly used: Set<string>;
  /** The offset of its slice in the file. */
  readonly base: number;
}

/**
 * The markers of a file that reach an offset, in the order of the file. Offsets have to be asked for in ascending order: then many markers beside each
 * other cost no more than their number.
 */
export class MarkersInReach {
  readonly #waiting: readonly Reach[];
  #next = 0;
  #open: Reach[] = [];

  constructor(markers: readonly OpenMarker[]) {
    this.#waiting = markers.map(reachOf).sort((a, b) => a.start - b.start);
  }

  at(offset: number): readonly Reach[] {
    const known = this.#next;
    for (let next = this.#waiting[known]; next && next.start <= offset; next = this.#waiting[this.#next]) {
      this.#open.push(next);
      this.#next++;
    }
    this.#open = this.#open.filter(({ start, end }) => start === offset || offset < end);
    if (this.#next > known) this.#open.sort((a, b) => a.order - b.order);
    return this.#open;
  }
}

interface Reach {
  readonly marker: OpenMarker;
  readonly order: number;
  readonly start: number;
  readonly end: number;
}

function reachOf(marker: OpenMarker, order: number): Reach {
  const { directive, base, span } = marker;
  if (directive.covers === "file") return { marker, order, start: 0, end: Number.POSITIVE_INFINITY };
  if (directive.covers === "rest") return { marker, order, start: span.start, end: Number.POSITIVE_INFINITY };
  return { marker, order, start: directive.covers.start + base, end: directive.covers.end + base };
}
