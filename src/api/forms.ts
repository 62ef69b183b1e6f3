/** What a string of an OpenAPI document must look like. */
export interface Form {
  /** As the end of "expected ...". */
  readonly wanted: string;
  readonly fits: (text: string) => boolean;
  /** What may be meant by a text that does not fit. */
  readonly meant?: (text: string) => string;
}

/** `localhost:8448`, `[::1]:80`: "the host only and does not include the scheme nor sub-paths. It MAY include a port." */
const hostRe = /^(?:\[[\da-f:.]+\]|[^{}/\s:\\@?#[\]]+)(?::\d+)?$/i;
/** The characters of RFC 3986, section 2, after a scheme. */
const uriRe = /^[a-z][a-z\d+.-]*:(?:[\w.~:/?#[\]@!$&'()*+,;=-]|%[\da-f]{2})+$/i;
/** The same with or without a scheme: RFC 3986, section 4.1. */
const uriReferenceRe = /^(?:[\w.~:/?#[\]@!$&'()*+,;=-]|%[\da-f]{2})*$/i;
const emailRe = /^[\w.!#$%&'*+/=?^`{|}~-]+@[a-z\d](?:[a-z\d.-]*[a-z\d])?$/i;
/** Two names of RFC 6838, section 4.2, or `*` for any, and parameters. */
const mediaTypeRe = /^[!#$%&'*+.^`|~\w-]+\/[!#$%&'*+.^`|~\w-]+(?:\s*;\s*\S.*)?$/;
/** A method or the name of a header: RFC 9110, section 5.6.2. */
const tokenRe = /^[\w!#$%&'*+.^`|~-]+$/;

function isUriReference(text: string): boolean {
  return uriReferenceRe.test(text) && URL.canParse(text, "https://example.org/");
}

/** A text with percent escapes for what a URL cannot have: `a%7Bid%7D.yaml` for `a{id}.yaml`. */
function escaped(text: string): string {
  return text
    .replace(/\p{Surrogate}/gu, "\ufffd")
    .replace(/%(?![\da-f]{2})/gi, "%25")
    .replace(/[^\w.~:/?#[\]@!$&'()*+,;=%-]+/g, encodeURIComponent);
}

/** `www.example.org/terms`: all of an address but its scheme. */
const bareAddressRe = /^(?:[a-z\d-]+\.)+[a-z]{2,}(?::\d+)?(?:[/?#]|$)/i;

export const forms = {
  host: {
    wanted: "the name of a host, perhaps with a port, without a scheme and a path",
    fits: (text) => hostRe.test(text),
  },
  basePath: {
    wanted: 'a path that begins with "/" and has no {parameters}',
    fits: (text) => /^\/[^{}?#]*$/.test(text),
  },
  url: {
    wanted: "a URL with its scheme",
    fits: (text) => uriRe.test(text) && URL.canParse(text),
    meant: (text) => escaped(bareAddressRe.test(text) ? `https://${text}` : text),
  },
  uriReference: {
    wanted: "a URL, with its scheme or relative to this file",
    fits: isUriReference,
    meant: escaped,
  },
  /** Values stand in place of `{port}`. */
  server: {
    wanted: "a URL, with its scheme or relative, whose variables are in braces",
    fits: (text) => isUriReference(text.replace(/\{[^{}]*\}/g, "1")),
  },
  uriWithoutFragment: {
    wanted: "a URL without a fragment",
    fits: (text) => uriReferenceRe.test(text) && !text.includes("#"),
    meant: escaped,
  },
  email: { wanted: "an e-mail address", fits: (text) => emailRe.test(text) },
  mediaType: {
    wanted: 'a media type such as "application/json"',
    fits: (text) => mediaTypeRe.test(text),
  },
  /** Five classes of three digits: RFC 9110, section 15. */
  status: {
    wanted: 'a status code such as "200", or "default"',
    fits: (text) => /^(?:[1-5]\d\d|default)$/.test(text),
  },
  statusOrRange: {
    wanted: 'a status code such as "200", a range such as "4XX", or "default"',
    fits: (text) => /^(?:[1-5](?:\d\d|XX)|default)$/.test(text),
  },
  component: {
    wanted: "a name of letters, digits, dots, hyphens and underscores",
    fits: (text) => /^[\w.-]+$/.test(text),
  },
  token: {
    wanted: "a name of letters, digits and the marks that HTTP allows in names",
    fits: (text) => tokenRe.test(text),
  },
  otherMethod: {
    wanted: "a method that has no field of its own, such as COPY",
    fits: (text) => tokenRe.test(text) && !knownMethods.has(text),
  },
  version: {
    wanted: 'a version such as "3.1.1"',
    fits: (text) => /^3\.[012]\.\d+(?:-.+)?$/.test(text),
  },
} as const satisfies Readonly<Record<string, Form>>;

const knownMethods: ReadonlySet<string> = new Set(
  "GET PUT POST DELETE OPTIONS HEAD PATCH TRACE QUERY".split(" "),
);
