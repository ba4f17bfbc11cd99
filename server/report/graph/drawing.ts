// Layered graphs as SVG: layers from left to right, the boxes of each ordered by the middle of what they are connected with, so that few lines cross.

/** A box of a graph. */
export interface Box {
  readonly id: string;
  readonly lines: readonly string[];
  readonly style: "subject" | "link" | "right" | "plain";
}

/** A line between two boxes, from a layer to one behind it, with what is written on it. */
export interface Line {
  readonly from: string;
  readonly to: string;
  readonly text?: string;
}

export interface Drawing {
  readonly title: string;
  readonly layers: readonly (readonly Box[])[];
  readonly lines: readonly Line[];
}

/** How many boxes a picture can have and still be read. */
const MOST_BOXES = 200;
const LETTER = 6.7;
const ROW = 15;
const PAD = 10;
const GAP = 14;
const COLUMN_GAP = 110;
const LONGEST = 44;
const TOP = 44;

const FILLS = { subject: "#dbeafe", link: "#f3f4f6", right: "#fee2e2", plain: "#ffffff" } as const;

interface Placed extends Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The graph as an SVG document. The same graph gives the same text; whatever stands in it is escaped. */
export function drawn({ title, layers, lines }: Drawing): string {
  const shown = limited(layers);
  const ids = new Set(shown.flat().map(({ id }) => id));
  const kept = uniqueLines(lines).filter(({ from, to }) => ids.has(from) && ids.has(to));
  const placed = laidOut(ordered(shown, kept));
  const all = [...placed.values()];
  const width = Math.max(320, ...all.map((box) => box.x + box.width)) + PAD * 2;
  const height = Math.max(TOP, ...all.map((box) => box.y + box.height)) + PAD * 2;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${round(width)}" height="${round(height)}" viewBox="0 0 ${round(width)} ${round(height)}" role="img" font-family="ui-monospace, monospace" font-size="11">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="100%" height="100%" fill="#ffffff"/>`,
    `<text x="${PAD * 2}" y="24" font-size="14" font-weight="bold">${escaped(title)}</text>`,
    ...kept.map((line) => curve(line, placed)),
    ...all.map(boxOf),
    "</svg>",
    "",
  ].join("\n");
}

/** As many boxes of each layer as there is room for, and one that says how many more there are. */
function limited(layers: Drawing["layers"]): Drawing["layers"] {
  const total = layers.reduce((sum, layer) => sum + layer.length, 0);
  if (total <= MOST_BOXES) return layers;
  const most = Math.max(1, Math.floor(MOST_BOXES / layers.length) - 1);
  return layers.map((layer, i) =>
    layer.length <= most
      ? layer
      : [...layer.slice(0, most), { id: `more ${i}`, lines: [`… and ${layer.length - most} more`], style: "plain" as const }],
  );
}

function uniqueLines(lines: readonly Line[]): readonly Line[] {
  return [...new Map(lines.map((line) => [`${line.from}\0${line.to}\0${line.text ?? ""}`, line])).values()];
}

/** Each layer by the middle of its neighbours in the layers before it, then once more by those behind it. */
function ordered(layers: Drawing["layers"], lines: readonly Line[]): Drawing["layers"] {
  const before = neighbours(lines, "to", "from");
  const behind = neighbours(lines, "from", "to");
  let sorted = layers;
  for (const [near, backwards] of [
    [before, false],
    [behind, true],
    [before, false],
  ] as const) {
    const places = new Map(sorted.flatMap((layer) => layer.map((box, i) => [box.id, i / Math.max(1, layer.length)] as const)));
    const next = backwards ? [...sorted].reverse() : sorted;
    const done = next.map((layer) => {
      const order = sortedBy(layer, (box) => middle(near.get(box.id) ?? [], places) ?? places.get(box.id) ?? 0);
      for (const [i, box] of order.entries()) places.set(box.id, i / Math.max(1, order.length));
      return order;
    });
    sorted = backwards ? done.reverse() : done;
  }
  return sorted;
}

function neighbours(lines: readonly Line[], of: "from" | "to", other: "from" | "to"): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const line of lines) found.set(line[of], [...(found.get(line[of]) ?? []), line[other]]);
  return found;
}

function middle(ids: readonly string[], places: ReadonlyMap<string, number>): number | undefined {
  const known = ids.map((id) => places.get(id)).filter((place) => place !== undefined);
  return known.length === 0 ? undefined : known.reduce((sum, place) => sum + place, 0) / known.length;
}

/** Sorted by a number; where it is the same, as before. */
function sortedBy<T>(list: readonly T[], of: (one: T) => number): readonly T[] {
  return list
    .map((one, i) => [one, of(one), i] as const)
    .sort((a, b) => a[1] - b[1] || a[2] - b[2])
    .map(([one]) => one);
}

function laidOut(layers: Drawing["layers"]): ReadonlyMap<string, Placed> {
  const heights = layers.map((layer) => layer.reduce((sum, box) => sum + heightOf(box) + GAP, -GAP));
  const tallest = Math.max(0, ...heights);
  const placed = new Map<string, Placed>();
  let x = PAD * 2;
  layers.forEach((layer, i) => {
    if (layer.length === 0) return;
    const width = Math.max(...layer.map(widthOf));
    let y = TOP + (tallest - (heights[i] ?? 0)) / 2;
    for (const box of layer) {
      placed.set(box.id, { ...box, x, y, width, height: heightOf(box) });
      y += heightOf(box) + GAP;
    }
    x += width + COLUMN_GAP;
  });
  return placed;
}

function heightOf({ lines }: Box): number {
  return lines.length * ROW + PAD;
}

function widthOf({ lines }: Box): number {
  return Math.max(...lines.map((line) => Math.min(LONGEST, [...line].length))) * LETTER + PAD * 2;
}

function boxOf({ x, y, width, height, lines, style }: Placed): string {
  const texts = lines.map(
    (line, i) =>
      `<text x="${round(x + PAD)}" y="${round(y + PAD + i * ROW + 5)}"${i === 0 ? ' font-weight="bold"' : ""}>${escaped(shortened(line))}</text>`,
  );
  const full = lines.some((line) => shortened(line) !== line) ? `<title>${escaped(lines.join("\n"))}</title>` : "";
  const rect = `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" rx="5" fill="${FILLS[style]}" stroke="#6b7280"/>`;
  return `<g>${full}${rect}${texts.join("")}</g>`;
}

function curve({ from, to, text }: Line, placed: ReadonlyMap<string, Placed>): string {
  const [a, b] = [placed.get(from), placed.get(to)];
  if (!a || !b) return "";
  const [x1, y1, x2, y2] = [a.x + a.width, a.y + a.height / 2, b.x, b.y + b.height / 2];
  const bend = Math.max(30, (x2 - x1) / 2);
  const path = `<path d="M${round(x1)} ${round(y1)} C${round(x1 + bend)} ${round(y1)} ${round(x2 - bend)} ${round(y2)} ${round(x2)} ${round(y2)}" fill="none" stroke="#9ca3af"/>`;
  if (!text) return path;
  return `${path}<text x="${round((x1 + x2) / 2)}" y="${round((y1 + y2) / 2 - 3)}" text-anchor="middle" font-size="9" fill="#4b5563">${escaped(shortened(text, 22))}</text>`;
}

function shortened(text: string, longest = LONGEST): string {
  const letters = [...text];
  return letters.length <= longest ? text : `${letters.slice(0, longest - 1).join("")}…`;
}

function round(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/** Text of an XML document: what marks tags is written out, and characters that XML does not have are left out. */
function escaped(text: string): string {
  return [...text]
    .filter((letter) => isXml(letter.codePointAt(0) ?? 0))
    .join("")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

function isXml(code: number): boolean {
  return (
    code === 9 ||
    code === 10 ||
    code === 13 ||
    (code >= 0x20 && code <= 0xd7ff) ||
    (code >= 0xe000 && code <= 0xfffd) ||
    code >= 0x10000
  );
}
