/** What the playground shows: it goes into the fragment of an address, which no server sees. */
export interface Shared {
  /** By their names in the folder of the playground. */
  readonly files: Readonly<Record<string, string>>;
  readonly preset?: string;
  /** Such as `1.31`. */
  readonly kubernetes?: string;
}

/** As text for the fragment of an address: JSON, deflated, in the alphabet of base64url. */
export async function encodeShared(shared: Shared): Promise<string> {
  const packed = new Blob([JSON.stringify(shared)]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  const bytes = new Uint8Array(await new Response(packed).arrayBuffer());
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** More than that nobody shares by an address; a packed text may claim to be endless. */
const MOST_BYTES = 4_000_000;

/** What `encodeShared` packed; undefined for anything else. */
export async function decodeShared(fragment: string): Promise<Shared | undefined> {
  try {
    const binary = atob(fragment.replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(binary, (one) => one.charCodeAt(0));
    const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
    const decoder = new TextDecoder();
    let text = "";
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      text += decoder.decode(read.value, { stream: true });
      if (text.length > MOST_BYTES) return undefined;
    }
    return checked(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function checked(json: unknown): Shared | undefined {
  if (typeof json !== "object" || json === null || !("files" in json)) return undefined;
  const { files, preset, kubernetes } = json as Record<string, unknown>;
  if (typeof files !== "object" || files === null) return undefined;
  const texts = Object.entries(files).filter(([name, text]) => typeof text === "string" && isFileName(name));
  if (texts.length === 0) return undefined;
  return {
    files: Object.fromEntries(texts) as Record<string, string>,
    ...(typeof preset === "string" ? { preset } : {}),
    ...(typeof kubernetes === "string" ? { kubernetes } : {}),
  };
}

/** Whether a name is one of a file below the folder of the playground. */
export function isFileName(name: string): boolean {
  return name.length > 0 && name.length < 300 && name.split("/").every((part) => part !== "" && part !== "." && part !== "..");
}
