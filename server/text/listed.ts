/** Words as a message lists them: all of a few, else the first ones and how many more there are: `a, b and 4 more`. */
export function listed(words: readonly string[], most = 3): string {
  if (words.length <= most) return words.join(", ");
  const shown = Math.max(1, most - 1);
  return `${words.slice(0, shown).join(", ")} and ${words.length - shown} more`;
}
