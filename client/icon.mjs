// Draws client/icon.png, the Plimsoll line of a ship's hull: a ring with a line through it. Run: node client/icon.mjs
import { writeFileSync } from "node:fs";
import { crc32, deflateSync } from "node:zlib";

const SIZE = 128;
const SAMPLES = 4; // a side: what lies on an edge is mixed
const BACKGROUND = [0x0f, 0x2a, 0x43];
const MARK = [0xff, 0xff, 0xff];

/** Whether the mark covers a point; the centre is 0, the half width is 1. */
function isMark(x, y) {
  const ring = Math.hypot(x, y);
  return (ring > 0.44 && ring < 0.6) || (Math.abs(x) < 0.82 && Math.abs(y) < 0.08);
}

/** A square with round corners. */
function isInside(x, y) {
  const [dx, dy] = [Math.max(0, Math.abs(x) - 0.75), Math.max(0, Math.abs(y) - 0.75)];
  return Math.hypot(dx, dy) <= 0.25;
}

const rows = Buffer.alloc(SIZE * (1 + SIZE * 4)); // each row: filter 0, then RGBA
for (let row = 0; row < SIZE; row++)
  for (let column = 0; column < SIZE; column++) {
    let [inside, mark] = [0, 0];
    for (let i = 0; i < SAMPLES * SAMPLES; i++) {
      const x = ((column + ((i % SAMPLES) + 0.5) / SAMPLES) / SIZE) * 2 - 1;
      const y = ((row + (Math.floor(i / SAMPLES) + 0.5) / SAMPLES) / SIZE) * 2 - 1;
      if (!isInside(x, y)) continue;
      inside++;
      if (isMark(x, y)) mark++;
    }
    const share = inside ? mark / inside : 0;
    const colour = BACKGROUND.map((from, i) => Math.round(from + (MARK[i] - from) * share));
    rows.set([...colour, Math.round((inside / SAMPLES ** 2) * 255)], row * (1 + SIZE * 4) + 1 + column * 4);
  }

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const length = Buffer.alloc(4);
  const check = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

const header = Buffer.alloc(13);
header.writeUInt32BE(SIZE, 0);
header.writeUInt32BE(SIZE, 4);
header.set([8, 6], 8); // 8 bits a channel, RGBA
const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const png = [signature, chunk("IHDR", header), chunk("IDAT", deflateSync(rows)), chunk("IEND", Buffer.alloc(0))];
writeFileSync(new URL("icon.png", import.meta.url), Buffer.concat(png));
