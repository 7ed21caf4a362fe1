// What a list shows stands in the page's address, so that a link, a reload and "back" keep it.

/** The named parameters that have a value. */
export function pickParams<Name extends string>(params: URLSearchParams, names: readonly Name[]): Partial<Record<Name, string>> {
  const found: Partial<Record<Name, string>> = {};
  for (const name of names) {
    const value = params.get(name);
    if (value) found[name] = value;
  }
  return found;
}

/** The same parameters with some changed; an empty or missing value takes its parameter away. */
export function changedParams(params: URLSearchParams, changes: Record<string, string | undefined>): URLSearchParams {
  const next = new URLSearchParams(params);
  for (const [name, value] of Object.entries(changes)) {
    if (value) next.set(name, value);
    else next.delete(name);
  }
  return next;
}
