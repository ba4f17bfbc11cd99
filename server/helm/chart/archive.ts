/** A file of an archive. */
export interface ArchiveFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

const BLOCK = 512;

/** The regular files of a tar archive (POSIX ustar with GNU's and pax's long names). A broken archive ends where it breaks. */
export function untar(archive: Uint8Array): readonly ArchiveFile[] {
  const files: ArchiveFile[] = [];
  let longName: string | undefined;
  for (let at = 0; at + BLOCK <= archive.length; ) {
    const header = archive.subarray(at, at + BLOCK);
    const size = Number.parseInt(textIn(header, 124, 12).trim(), 8) || 0;
    const type = String.fromCharCode(header[156] as number);
    const bytes = archive.subarray(at + BLOCK, at + BLOCK + size);
    const prefix = textIn(header, 345, 155);
    const name = longName ?? (prefix ? `${prefix}/` : "") + textIn(header, 0, 100);
    if (type === "L") longName = textIn(bytes, 0, bytes.length);
    else if (type === "x") longName = /(?:^|\n)\d+ path=([^\n]*)\n/.exec(textIn(bytes, 0, bytes.length))?.[1];
    else {
      if ((type === "0" || type === "\0") && name !== "") files.push({ path: name.replace(/^\.\//, ""), bytes });
      longName = undefined;
    }
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
  return files;
}

/** Up to the first NUL. */
function textIn(bytes: Uint8Array, from: number, length: number): string {
  const field = bytes.subarray(from, from + length);
  const end = field.indexOf(0);
  return new TextDecoder().decode(end < 0 ? field : field.subarray(0, end));
}
