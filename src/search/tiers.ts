/**
 * How an answer suits: what has exactly that name comes before all else, and what has only a part of an identifier last. A
 * section with the words of an identifier as its title has it `explained`. What has all words in its title or a name is
 * `called` so, the more the fewer others are there; `within` has some of them in the titles of what it lies in. An operation
 * has its `ownField` in its address too; one word of several in an error's code (`errorPart`) says less of it than a field's name.
 */
export const tiers = {
  name: 5,
  address: 4.5,
  alikeAddress: 4.4,
  operation: 4.2,
  title: 4,
  likeOperation: 3.85,
  inWords: 3.8,
  titleInWords: 3.5,
  explained: 3.3,
  field: 3,
  ownField: 2.6,
  plainField: 2.3,
  called: 2,
  within: 1.7,
  otherField: 1.5,
  errorPart: 1.45,
  other: 1,
  part: 0.5,
} as const;

/**
 * What is between two tiers: of a field, an endpoint of that name, and the page that has it most often; of an address, where
 * it is all that follows a version; of what is called so, how much of that the words are, and whether it is as it was typed.
 */
export const shares = {
  definition: 0.1,
  home: 0.15,
  homeOfPlain: 0.001,
  afterVersion: 0.05,
  wholePart: 0.05,
  asTyped: 0.03,
  beginning: 0.97,
  all: 0.95,
  wholeAddress: 0.92,
  address: 0.9,
  most: 0.8,
  half: 0.5,
  some: 0.2,
} as const;

/** Whether what is found is a field. */
export function isFieldTier(tier: number): boolean {
  const isNamed = tier >= tiers.field && tier <= tiers.field + shares.definition;
  return (
    isNamed || tier === tiers.ownField || tier === tiers.plainField || tier === tiers.otherField
  );
}

/** Whether nothing but the place tells it from others of that name. */
export function isCalledSo(tier: number): boolean {
  return [tiers.name, tiers.title, tiers.titleInWords, tiers.explained].some(
    (each) => each === tier,
  );
}

/** Shares that are nearly the same say nothing. Titles of sections have words beside those that tell. */
export function shareOf(share: number, isWhole: boolean, isSection: boolean): number {
  if (share === 1) return isWhole ? 1 : shares.all;
  if (share > 2 / 3 || (isSection && share === 2 / 3)) return shares.most;
  return share > 1 / 3 ? shares.half : shares.some;
}
