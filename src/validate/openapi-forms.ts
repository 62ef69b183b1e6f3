/** What a string of an OpenAPI document must look like. Labels are replaced before it is looked at. */
export interface Form {
  /** As the end of "expected ...". */
  readonly wanted: string;
  readonly fits: (text: string) => boolean;
}

/** `localhost:8448`, `[::1]:80`: "the host only and does not include the scheme nor sub-paths. It MAY include a port." */
const hostRe = /^(?:\[[\da-f:.]+\]|[^{}/\s:\\@?#[\]]+)(?::\d+)?$/i;
/** The characters of RFC 3986, section 2, after a scheme. */
const uriRe = /^[a-z][a-z\d+.-]*:(?:[\w.~:/?#[\]@!$&'()*+,;=-]|%[\da-f]{2})+$/i;
const emailRe = /^[\w.!#$%&'*+/=?^`{|}~-]+@[a-z\d](?:[a-z\d.-]*[a-z\d])?$/i;
/** Two names of RFC 6838, section 4.2, or `*` for any, and parameters. */
const mediaTypeRe = /^[!#$%&'*+.^`|~\w-]+\/[!#$%&'*+.^`|~\w-]+(?:\s*;\s*\S.*)?$/;
/** Five classes of three digits: RFC 9110, section 15. */
const statusRe = /^(?:[1-5]\d\d|default)$/;

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
  },
  email: { wanted: "an e-mail address", fits: (text) => emailRe.test(text) },
  mediaType: {
    wanted: 'a media type such as "application/json"',
    fits: (text) => mediaTypeRe.test(text),
  },
  status: {
    wanted: 'a status code such as "200", or "default"',
    fits: (text) => statusRe.test(text),
  },
} as const satisfies Readonly<Record<string, Form>>;
