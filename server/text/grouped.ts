/** A list in groups by a key of each, in the order in which the keys first come; the members of a group stay in theirs. */
export function groupedBy<T, K>(list: Iterable<T>, keyOf: (one: T) => K): ReadonlyMap<K, readonly T[]> {
  const groups = new Map<K, T[]>();
  for (const one of list) addTo(groups, keyOf(one), one);
  return groups;
}

/** Puts one more into the group of a key, which it may begin. */
export function addTo<T, K>(groups: Map<K, T[]>, key: K, one: T): void {
  const group = groups.get(key);
  if (group) group.push(one);
  else groups.set(key, [one]);
}
