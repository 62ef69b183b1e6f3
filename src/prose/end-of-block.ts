/** Where the block of lines that an offset stands in ends, in front of a blank line or at the end of the text. */
export function endOfBlock(text: string, offset: number): number {
  const blank = /\n[ \t]*(?:\n|$)/g;
  blank.lastIndex = offset;
  return blank.exec(text)?.index ?? text.length;
}
