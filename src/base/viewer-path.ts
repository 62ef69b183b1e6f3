/** The page that shows an API and tries it, below the folder of the site. */
export function viewerPath(api: string): string {
  return `viewer/${api}.html`;
}
