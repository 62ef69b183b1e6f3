/** Under which the changelog of a whole project is kept, where that has one instead of one for each API. */
export const wholeProject = "";

/** A version of an API, or of the whole project: `main r1.1`, `v1.1`. */
export function releaseName(api: string, version: string): string {
  return api === wholeProject ? version : `${api} ${version}`;
}
