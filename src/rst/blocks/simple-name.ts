/**
 * A name that needs no quotes: letters and digits, with single `-`, `_`, `.`, `+` or `:` between them. For regular
 * expressions with the `u` flag.
 *
 * @see https://docutils.sourceforge.io/docs/ref/rst/restructuredtext.html#simple-reference-names
 */
export const simpleName = String.raw`[\p{L}\p{N}]+(?:[-._+:][\p{L}\p{N}]+)*`;
