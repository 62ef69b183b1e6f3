import type { codes, Code, Diagnostic } from "../diagnostics.js";

/**
 * What an error costs where it is found: `content`, a page or a part of one, which then lacks or is not what its author
 * wrote; or `nothing` of the kind, such as a dead link, an example that does not fit, a permalink that is gone. A build
 * with errors that cost content leaves the last site as it is. Every code of an error is in this table.
 */
export type Cost = "content" | "nothing";

type ErrorCode = {
  [C in Code]: (typeof codes)[C]["severity"] extends "error" ? C : never;
}[Code];

export const costs: Readonly<Record<ErrorCode, Cost>> = {
  // changelog
  "stray-fragment": "content",
  "unknown-fragment": "content",
  "fragment-issue-pattern": "nothing",
  "unreadable-history": "nothing",
  "no-changelog-config": "content",
  "bad-changelog-config": "content",
  "duplicate-fragment": "content",
  "empty-fragment": "content",
  "interrupted-release": "nothing",
  "no-changelog-section": "content",
  "bad-template": "content",
  "no-template": "content",

  // markdown
  "heading-above-first": "content",
  "heading-too-deep": "content",
  "duplicate-heading-id": "nothing",
  "table-cell-left-out": "content",
  "duplicate-footnote": "content",
  "bad-front-matter": "content",

  // pages
  "pages-and-specification": "content",
  "too-many-pages": "content",
  "page-twice": "content",
  "page-name-unsafe": "nothing",
  "front-matter-bad-value": "content",
  "static-file-twice": "content",
  "static-file-in-the-way": "content",

  // outputs
  "no-viewer": "content",

  // shortcodes
  "shortcode-syntax": "content",
  "unknown-shortcode": "content",
  "shortcode-not-closed": "content",
  "shortcode-not-open": "content",
  "shortcode-without-content": "content",
  "shortcode-not-in-text": "content",
  "shortcode-in-html": "content",
  "unknown-parameter": "content",
  "missing-parameter": "content",
  "bad-parameter": "nothing",
  "parameter-twice": "content",
  "parameters-mixed": "content",
  "shortcode-file": "content",
  "shortcode-shows-nothing": "content",
  "shortcode-content-lost": "content",
  "shortcode-cycle": "content",

  // check
  "keyword-without": "nothing",
  "duplicate-value": "nothing",
  "schema-keyword": "content",
  "enum-wrong-type": "nothing",
  "example-wrong-type": "nothing",
  "example-missing-key": "nothing",
  "example-unknown-key": "nothing",
  "example-not-allowed": "nothing",
  "example-wrong-value": "nothing",

  // data
  "ref-not-string": "content",
  "number-not-json": "content",
  "invalid-utf8": "content",
  "nul-character": "content",
  "not-in-encoding": "content",
  "lone-surrogate": "content",
  "ref-not-found": "content",
  "ref-fragment-not-found": "content",
  "ref-bad-fragment": "content",
  "ref-not-schema": "content",
  "ref-remote": "content",
  "ref-cycle": "content",
  "ref-too-much": "content",
  "yaml-syntax": "content",
  "empty-file": "content",
  "duplicate-key": "content",
  "data-too-deep": "content",
  "yaml-aliases-explode": "content",

  // directives
  "unknown-standard-file": "content",
  "unknown-role": "nothing",
  "sphinx-role": "nothing",
  "role-not-supported": "nothing",
  "wrong-pep-number": "nothing",
  "wrong-rfc-number": "nothing",
  "raw-role-without-format": "content",
  "unknown-directive": "content",
  "directive-argument-missing": "content",
  "directive-arguments-too-many": "content",
  "directive-content-forbidden": "content",
  "directive-content-missing": "content",
  "directive-options-malformed": "content",
  "option-name-has-blank": "content",
  "unknown-option": "content",
  "duplicate-option": "content",
  "option-value-missing": "content",
  "option-value-forbidden": "content",
  "option-not-integer": "content",
  "option-negative": "content",
  "option-not-length": "content",
  "option-not-lines": "content",
  "option-not-class": "content",
  "option-not-encoding": "content",
  "option-not-choice": "content",
  "directive-nested": "content",
  "sphinx-directive": "content",
  "glossary-without-term": "content",
  "sphinx-option": "content",
  "sidebar-in-sidebar": "content",
  "subtitle-without-title": "content",
  "class-invalid": "nothing",
  "line-number-not-integer": "content",
  "image-align": "content",
  "image-align-in-line": "content",
  "figure-caption-missing": "content",
  "meta-malformed": "content",
  "meta-attribute-malformed": "content",
  "option-not-positive": "content",
  "option-not-character": "content",
  "table-content-not-table": "content",
  "table-widths-mismatch": "content",
  "table-too-few-rows": "content",
  "table-only-head": "content",
  "table-too-few-columns": "content",
  "table-only-stub": "content",
  "table-empty": "content",
  "table-too-large": "content",
  "csv-quote-open": "content",
  "csv-text-after-quote": "content",
  "csv-url": "content",
  "list-table-empty": "content",
  "list-table-not-list": "content",
  "list-table-row": "content",
  "list-table-uneven": "content",
  "role-name-missing": "nothing",
  "role-name-invalid": "nothing",
  "role-name-no-class": "nothing",
  "file-unreadable": "content",
  "raw-url": "content",
  "raw-html-refused": "content",
  "meta-header-refused": "nothing",
  "raw-file-and-content": "content",
  "raw-file-and-url": "content",
  "include-text-missing": "content",
  "too-much-included": "content",
  "replace-not-paragraph": "content",
  "character-unknown": "content",
  "directive-outside-substitution": "content",

  // model
  "wrong-kind": "content",
  "unknown-type": "nothing",
  "too-much-to-show": "content",
  "nameless-parameter": "content",
  "schema-too-deep": "content",
  "no-example": "nothing",
  "key-format-unknown": "nothing",
  "key-format-twice": "nothing",
  "event-without-example": "nothing",
  "event-without-type": "nothing",
  "state-key-undescribed": "nothing",
  "unknown-schema": "content",
  "wrong-codepoints": "nothing",

  // openapi
  // A build reports those that are meant as something else.
  "openapi-unknown-key": "content",
  "version-field-type": "content",
  "openapi-exclusive": "nothing",
  "too-many-media-types": "content",
  "same-path": "nothing",
  "server-variable-undefined": "nothing",
  "server-variable-default": "nothing",
  "tag-circle": "nothing",
  "link-target": "nothing",
  "link-parameter": "nothing",
  "encoding-unknown": "nothing",
  "discriminator-mapping": "nothing",
  "undefined-scope": "nothing",
  "several-query-forms": "nothing",
  // By what it is: `costsContent`.
  "openapi-key": "nothing",
  discriminator: "nothing",
  "file-not-consumed": "nothing",
  "example-not-produced": "nothing",
  "security-scopes": "nothing",
  "openapi-missing": "nothing",
  // By which field it is: `costsContent`.
  "openapi-value": "nothing",
  "duplicate-operation-id": "nothing",
  "no-responses": "nothing",
  "path-parameter-missing": "nothing",
  "path-parameter-unknown": "nothing",
  "path-parameter-optional": "nothing",
  "path-parameter-twice": "nothing",
  "path-malformed": "nothing",
  "duplicate-parameter": "nothing",
  "several-bodies": "content",
  "undefined-security": "nothing",

  // prose
  "conflict-mark": "content",

  // project
  "repeated-too-much": "content",
  "sections-too-much": "content",
  "too-many-targets": "content",
  "same-name": "content",
  "same-variable": "content",
  "file-not-rst": "content",
  "title-skips-level": "nothing",
  "title-above-first": "nothing",
  "title-too-deep": "nothing",
  "relative-title-out-of-range": "nothing",
  "undefined-variable": "content",
  "variable-not-alone": "content",
  "undefined-path-label": "content",
  "target-path-unsafe": "content",
  "project-file-missing": "nothing",
  "config-unknown-key": "content",
  "config-missing-key": "content",
  "config-wrong-type": "content",
  "config-bad-value": "content",
  "config-path": "content",
  "formats-file": "content",
  "proposals-file": "content",
  "config-unknown-label": "content",
  "openapi-version": "content",
  "openapi-other-version": "content",
  "unknown-label": "content",
  "unknown-api": "content",
  "unknown-group": "content",
  "group-in-itself": "content",
  "not-a-list-of-files": "content",
  "target-not-a-map": "content",
  "version-label-not-text": "content",
  "version-label-is-name": "nothing",
  "bad-target-entry": "content",
  "bad-depth": "content",
  "bad-depth-content": "content",
  "target-too-large": "content",
  "target-file-missing": "content",
  "target-file-refused": "content",
  "unreadable-file": "content",
  "link-refused": "content",
  "bad-title-styles": "nothing",
  "bad-relative-style": "nothing",

  // review
  "unknown-code": "nothing",
  "acceptance-malformed": "nothing",
  "id-gone": "nothing",
  "id-moved": "nothing",
  "page-gone": "nothing",
  "moved-unknown-target": "nothing",
  "moved-unknown-id": "nothing",
  "news-missing": "nothing",
  "dead-external-link": "nothing",

  // rst
  "table-bottom-missing": "content",
  "table-right-border": "content",
  "table-two-headers": "content",
  "table-not-rectangular": "content",
  "table-borders-differ": "content",
  "table-bottom-not-found": "content",
  "table-bottom-unclear": "content",
  "table-text-in-margin": "content",
  "table-span-incomplete": "content",
  "table-span-misaligned": "content",
  "title-incomplete": "content",
  "title-underline-missing": "content",
  "title-lines-differ": "nothing",
  "title-marker-invalid": "content",
  "title-level-skipped": "content",
  "title-not-allowed": "content",
  "title-or-transition-not-allowed": "content",
  "unexpected-indentation": "nothing",
  "literal-quoting-inconsistent": "content",
  "substitution-anonymous-reference": "content",
  "substitution-auto-footnote": "content",
  "substitution-target": "content",
  "substitution-problematic": "content",
  "duplicate-substitution": "nothing",
  "nested-too-deep": "content",
  "too-many-headings": "content",
  "line-too-long": "content",

  // site
  "unsafe-link": "nothing",
  "bad-math": "nothing",
  "missing-image": "content",
  "missing-theme-file": "content",
  "image-refused": "content",
  "dead-page-link": "nothing",
  "dead-fragment": "nothing",
  "duplicate-page": "content",
  "page-in-page": "content",
  "page-in-file": "content",
  "page-path-too-long": "content",
  "bad-page-path": "content",
  "bad-page-template": "content",
  "output-is-a-link": "nothing",
  "output-not-a-site": "nothing",

  // transform
  "target-on-other-page": "nothing",
  "contents-too-much": "content",
  "unknown-target": "nothing",
  "embedded-address-padded": "nothing",
  "embedded-address-not-last": "nothing",
  "embedded-address-attached": "nothing",
  "embedded-address-open": "nothing",
  "ambiguous-target": "nothing",
  "anonymous-mismatch": "nothing",
  "indirect-target-unknown": "nothing",
  "indirect-target-ambiguous": "nothing",
  "indirect-target-circular": "nothing",
  "undefined-substitution": "content",
  "substitution-too-long": "content",
  "substitutions-too-many": "content",
  "circular-substitution": "content",
  "circular-substitution-definition": "content",
  "too-many-footnote-references": "nothing",
  "too-many-symbol-references": "nothing",
  "class-without-element": "nothing",
  "unknown-term": "nothing",
  "dead-link": "nothing",
};

/**
 * Whether a page lacks something where this is found. Of what is an error in one project only, nothing is lost; nor by an
 * example in a place where there is none, of which no page would show more than that which is made instead.
 */
export function costsContent({ code, parts }: Pick<Diagnostic, "code" | "parts">): boolean {
  if (code === "openapi-unknown-key" && parts[0] === "example") return false;
  if (code === "openapi-key") return strictMaps.has(parts[1] ?? "");
  if (code === "openapi-value") return isLost(parts);
  return Object.hasOwn(costs, code) && costs[code as ErrorCode] === "content";
}

/** What stands there under a key that is none is left out; elsewhere it is shown under its key. */
const strictMaps: ReadonlySet<string> = new Set([
  '"responses"',
  '"content"',
  '"additionalOperations"',
]);

/** Fields of OpenAPI whose values are left out where they are of another kind; without the first two, so is the parameter. */
const shownFields: ReadonlySet<string> = new Set(
  `name in summary description parameters requestBody responses content headers schema itemSchema
  required deprecated callbacks links paths webhooks operationId get put post delete options head
  patch trace query`.split(/\s+/),
);

/** Whether a page lacks what is of another kind than its field wants; what only has another form is shown. */
function isLost([key = "", wanted = ""]: readonly string[]): boolean {
  if (!shownFields.has(key) && !/^(?:[1-5]\d\d|item \d+)$/.test(key)) return false;
  return key === "in" || /^an? (?:string|object|array|boolean)$/.test(wanted);
}
