import type { Report } from "../base/diagnostics.js";
import { authored, type Span } from "../base/source.js";
import type { Project } from "../load/project.js";
import { answersPath, readAnswers, writeAnswers } from "./kept-answers.js";
import { tryLinks, usualOptions, type TryOptions } from "./try-links.js";

/** Names of hosts that lead nowhere on purpose: RFC 2606 and 6761. */
const reservedRe = /(?:^|\.)(?:example|invalid|test)$/;

/** How long an address that was good is taken as good, in milliseconds. */
const goodFor = 24 * 60 * 60 * 1000;

/** Places that a message names besides the first. */
const mostNamed = 5;

interface Link {
  readonly href: string;
  readonly span: Span;
}

/**
 * Try the http and https links of a site and report those that lead nowhere, each address once. What was good within the
 * last day is not tried again, nor what the project allows under `external`.
 */
export async function checkExternalLinks(
  links: readonly Link[],
  project: Project,
  version: string,
  report: Report,
  options: Partial<TryOptions> = {},
): Promise<void> {
  const spans = spansByUrl(links, project.config.external?.allow ?? []);
  const cache = readCache();
  const now = Date.now();
  const isKnown = (url: string) => now - (cache.get(url) ?? 0) < goodFor;
  const untried = [...spans.keys()].filter((url) => !isKnown(url));
  if (untried.length === 0) return;
  const verdicts = await tryLinks(untried, {
    ...usualOptions,
    userAgent: `specpress/${version} (checks links)`,
    ...options,
  });
  for (const [url, { state, answer }] of verdicts) {
    if (state === "good") {
      cache.set(url, now);
      continue;
    }
    const [first, ...others] = spans.get(url)!;
    const notes = others.slice(0, mostNamed).map((span) => ({ span, text: "linked here too" }));
    const code = state === "dead" ? "dead-external-link" : "unclear-external-link";
    report(code, first!, [url, answer], notes);
  }
  writeCache(cache, now);
}

/** Where each address is linked, each place once, in their order. */
function spansByUrl(links: readonly Link[], allowed: readonly string[]): Map<string, Span[]> {
  const isAllowed = allowed.map(patternOf);
  const spans = new Map<string, Map<string, Span>>();
  for (const { href, span } of links) {
    const url = href.split("#")[0]!;
    if (!/^https?:/i.test(url) || isReserved(url)) continue;
    if (isAllowed.some((pattern) => pattern(href))) continue;
    const { source, start } = authored(span);
    const places = spans.get(url) ?? new Map<string, Span>();
    if (!places.has(`${source.path}:${start}`)) places.set(`${source.path}:${start}`, span);
    spans.set(url, places);
  }
  return new Map([...spans].map(([url, places]) => [url, [...places.values()]]));
}

function isReserved(url: string): boolean {
  return URL.canParse(url) && reservedRe.test(new URL(url).hostname);
}

/** A text with `*` for any text, as a test. Linear, however many there are. */
function patternOf(pattern: string): (text: string) => boolean {
  const [head = "", ...parts] = pattern.split("*");
  const tail = parts.pop();
  return (text) => {
    if (tail === undefined) return text === head;
    if (!text.startsWith(head) || !text.endsWith(tail)) return false;
    let at = head.length;
    for (const part of parts) {
      const found = text.indexOf(part, at);
      if (found === -1) return false;
      at = found + part.length;
    }
    return at <= text.length - tail.length;
  };
}

/** When each address was good last. Whatever is wrong with the file, the links are just tried again. */
function readCache(): Map<string, number> {
  const value = readAnswers(answersPath(cacheName));
  const entries = typeof value === "object" && value !== null ? Object.entries(value) : [];
  return new Map(
    entries.filter((entry): entry is [string, number] => typeof entry[1] === "number"),
  );
}

const cacheName = "links.json";

function writeCache(cache: ReadonlyMap<string, number>, now: number): void {
  const fresh = [...cache].filter(([, time]) => now - time < goodFor);
  writeAnswers(answersPath(cacheName), Object.fromEntries(fresh));
}
