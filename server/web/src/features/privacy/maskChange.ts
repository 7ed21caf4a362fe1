/** What confirming a choice would do; nothing where it is as it stands. */
export type MaskChange = { hides: string[]; shows: string[] };

export function maskChange(hidden: string[], chosen: string[]): MaskChange | null {
  const hides = chosen.filter((name) => !hidden.includes(name));
  const shows = hidden.filter((name) => !chosen.includes(name));
  return hides.length + shows.length > 0 ? { hides, shows } : null;
}

/** A choice on its way, and what stood when it began: who confirms it answers for that, not for what came meanwhile. */
export type MaskDraft = { seen: string[]; chosen: string[] };

export function toggled(draft: MaskDraft, name: string): MaskDraft {
  const { seen, chosen } = draft;
  return { seen, chosen: chosen.includes(name) ? chosen.filter((one) => one !== name) : [...chosen, name] };
}
