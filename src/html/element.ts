/** HTML that is safe to print: only this file makes it, so a raw string does not fit where it is wanted. */
export type Html = string & { readonly __html: unique symbol };
