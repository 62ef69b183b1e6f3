import { expect, test } from "vitest";
import { patchOf } from "../../src/serve/patch.js";

const long = `<section id="long"><h3>Long</h3>${"<p>Words.</p>".repeat(9000)}</section>`;
const page = (lead: string, other = "") =>
  `<main><section id="first"><h2>First</h2><p>Text.</p></section><section id="second"><h2>Second</h2>${lead}${long}</section>${other}</main>`;

test("of a section that is too long, what stands before its own sections is sent", () => {
  const [old, next] = [page("<p>Old.</p>"), page("<p>New.</p><p>More.</p>")];
  expect(patchOf(old, next)?.sections).toEqual([
    {
      id: "second",
      old: "<h2>Second</h2><p>Old.</p>",
      next: "<h2>Second</h2><p>New.</p><p>More.</p>",
      isLead: true,
    },
  ]);
});

test("of a short section, it is sent as a whole where more than its beginning is other", () => {
  const inner = (text: string) => `<section id="inner"><p>${text}</p></section>`;
  const around = (one: string, other: string) =>
    `<section id="around"><h2>${one}</h2>${inner(other)}</section>${long}`;
  const patch = patchOf(around("a", "b"), around("c", "d"))?.sections[0];
  expect(patch).toMatchObject({ id: "around", isLead: false });
  expect(patch?.next).toBe(around("c", "d").slice(0, -long.length));
});

test("of a page, what stands before its sections is sent", () => {
  const text = (words: string) => `<header></header><main id="a"><h1>A</h1>${words}${long}</main>`;
  expect(patchOf(text("<p>Old.</p>"), text(""))?.sections).toEqual([
    { id: null, old: "<h1>A</h1><p>Old.</p>", next: "<h1>A</h1>", isLead: true },
  ]);
});

test("of a page whose first words are other, the head that describes it is sent too", () => {
  const text = (words: string) =>
    `<html><head lang="en"><meta content="${words}"></head><main><h1>A</h1><p>${words}</p>${long}</main>`;
  expect(patchOf(text("Old."), text("New."))).toEqual({
    head: { old: '<meta content="Old.">', next: '<meta content="New.">' },
    sections: [
      { id: null, old: "<h1>A</h1><p>Old.</p>", next: "<h1>A</h1><p>New.</p>", isLead: true },
    ],
  });
});

test("of sections that are far apart, each is sent", () => {
  const text = (one: string, other: string, last = "") =>
    page(`<section id="a"><p>${one}</p>${last}</section>`, `<section id="b">${other}</section>`);
  const patch = patchOf(text("Old.", "<p>Old.</p>"), text("New.", "<p>More.</p><p>New.</p>"));
  expect(patch?.sections).toEqual([
    { id: "a", old: "<p>Old.</p>", next: "<p>New.</p>", isLead: true },
    { id: "b", old: "<p>Old.</p>", next: "<p>More.</p><p>New.</p>", isLead: true },
  ]);
});

test("of a section that has one more in it, the whole is sent besides others", () => {
  const text = (more: string, other: string) =>
    page(`<section id="a"><p>A.</p>${more}</section>`, `<section id="b"><p>${other}</p></section>`);
  const patch = patchOf(text("", "Old."), text('<section id="c"></section>', "New."));
  expect(patch?.sections.map(({ id, isLead }) => [id, isLead])).toEqual([
    ["a", false],
    ["b", true],
  ]);
});

const elsewhere: readonly (readonly [about: string, old: string, next: string])[] = [
  ["in a section without an id", "<section><p>a</p></section>", "<section><p>b</p></section>"],
  ["in the head alone", "<head>a</head><main><p>a</p></main>", "<head>b</head><main><p>a</p></main>"],
  ["in the tag of a section", '<section id="a"><p>a</p></section>', '<section id="b"><p>a</p></section>'],
  ["around sections that are other", page("<p>a</p>", "<p>c</p>"), page("<p>b</p>", "<p>d</p>")],
  ["behind all sections", page("", "<p>a</p>"), page("", "<p>b</p>")],
  ["too long", page("<p>a</p>".repeat(20_000)), page("<p>b</p>".repeat(20_000))],
]; // prettier-ignore

test.for(elsewhere)("a change that is %s is a matter of the page", ([, old, next]) => {
  expect(patchOf(old, next)).toBe(null);
});
