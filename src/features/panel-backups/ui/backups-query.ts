/** The list of the page, as it is first shown. */
export const FIRST = { limit: 10 } as const;

/** Does an act that wants a fresh sign-in, and asks for one where it is too old. */
export type Fresh = <T>(act: () => Promise<T>) => Promise<T>;
