/** What confirming a choice would do; nothing where it is as it stands. */
export type MaskChange = { hides: string[]; shows: string[] };

export function maskChange(hidden: string[], chosen: string[]): MaskChange | null {
  const hides = chosen.filter((name) => !hidden.includes(name));
  const shows = hidden.filter((name) => !chosen.includes(name));
  return hides.length + shows.length > 0 ? { hides, shows } : null;
}
