const memories = new Set<Map<string, unknown>>();

/**
 * A map for what this process has seen of the file system, by path, so that nobody has to ask again during one run. A process that goes on after it
 * has to forget (`forgetDisk`).
 */
export function diskMemory<T>(): Map<string, T> {
  const memory = new Map<string, T>();
  memories.add(memory);
  return memory;
}

/** Forgets everything that was seen of the file system: what comes next is asked anew. */
export function forgetDisk(): void {
  for (const memory of memories) memory.clear();
}
