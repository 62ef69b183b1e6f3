import { expect, test } from "vitest";
import { reportTo } from "../../src/base/diagnostics.js";
import { wholeFile } from "../../src/base/source.js";
import { readData, type DataFile } from "../../src/data/data.js";
import { Since } from "../../src/schema/since.js";

type Texts = Readonly<Record<string, string>>;

/** Files with these texts; those whose texts are as before are the same objects. */
function filesOf(texts: Texts, former: ReadonlyMap<string, DataFile> = new Map()) {
  const files = new Map<string, DataFile>();
  for (const [path, text] of Object.entries(texts)) {
    const known = former.get(path);
    const source = { path, text };
    files.set(path, known?.source.text === text ? known : readData(source, () => {}));
  }
  return files;
}

/** `told`: in which files something was reported. */
function sinceOf(before: Texts, after: Texts, told: readonly string[] = []) {
  const former = filesOf(before);
  const files = filesOf(after, former);
  const find = (path: string) => files.get(new URL(path, "file:///").pathname.slice(1));
  const since = new Since(
    { files, readData: (path) => find(path) ?? { refused: "does not exist", near: [] } },
    former,
    told.map((path) => ({
      code: "wrong-kind",
      span: { source: former.get(path)!.source, start: 0, end: 1 },
      parts: [path],
    })),
  );
  const again: string[] = [];
  since.tellAgain(
    reportTo(({ parts }) => void again.push(parts[0]!)),
    [],
  );
  const asBefore = [...files].filter(([, file]) => since.isAsBefore(file)).map(([path]) => path);
  return { asBefore, again };
}

const chain = {
  "a.yaml": "$ref: d/b.yaml",
  "d/b.yaml": "x: [{$ref: '../c.yaml#/y'}]",
  "c.yaml": "y: {}",
  "e.yaml": "{}",
};

test("a file is as before if all that it leads to is", () => {
  expect(sinceOf(chain, chain).asBefore).toEqual(Object.keys(chain));
  expect(sinceOf(chain, { ...chain, "c.yaml": "y: {type: object}" }).asBefore).toEqual(["e.yaml"]);
  expect(sinceOf(chain, { ...chain, "a.yaml": "{}" }).asBefore).toEqual([
    "d/b.yaml",
    "c.yaml",
    "e.yaml",
  ]);
});

test("a file that was missing is there now, or the other way around", () => {
  const { "c.yaml": _gone, ...less } = chain;
  expect(sinceOf(less, less).asBefore).toEqual(["a.yaml", "d/b.yaml", "e.yaml"]);
  expect(sinceOf(less, chain).asBefore).toEqual(["e.yaml"]);
  expect(sinceOf(chain, less).asBefore).toEqual(["e.yaml"]);
});

test("of files with identifiers nothing is known", () => {
  const named = { ...chain, "c.yaml": "$id: https://a.example/c\ny: {}" };
  expect(sinceOf(named, named).asBefore).toEqual(["e.yaml"]);
});

test("what was reported is told again where nothing that leads there is other", () => {
  const others = { ...chain, "f.yaml": "$ref: c.yaml" };
  expect(sinceOf(others, others, ["c.yaml", "e.yaml"])).toEqual({
    asBefore: Object.keys(others),
    again: ["c.yaml", "e.yaml"],
  });
  // It may have been reported for what `f.yaml` says, and nobody knows for whom else.
  const edited = { ...others, "f.yaml": "$ref: c.yaml\ntype: object" };
  expect(sinceOf(others, edited, ["c.yaml", "e.yaml"])).toEqual({
    asBefore: ["e.yaml"],
    again: ["e.yaml"],
  });
  const { "f.yaml": _gone, ...less } = others;
  expect(sinceOf(others, less, ["c.yaml"])).toEqual({ asBefore: ["e.yaml"], again: [] });
});

test("a file is not as before where another one is read with it", () => {
  const former = filesOf({ "schema.yaml": "{}", "example.yaml": "{}", "more.yaml": "{}" });
  const [schema, example, more] = [...former.values()];
  const files = {
    files: former,
    readData: () => ({ refused: "does not exist", near: [] }) as const,
  };
  const told = [
    { code: "event-without-example", span: wholeFile(schema!.source), parts: [] },
  ] as const;
  const sinceWith = (before: readonly DataFile[], now: readonly DataFile[]) => {
    const readWith = { before: new Map([[schema!, before]]), now: new Map([[schema!, now]]) };
    const since = new Since(files, former, told, readWith);
    let again = 0;
    since.tellAgain(
      reportTo(() => void again++),
      [],
    );
    return [since.isAsBefore(schema!), again, [...since.referredFrom(schema!)]];
  };
  expect(sinceWith([example!], [example!])).toEqual([true, 1, []]);
  expect(sinceWith([], [example!])).toEqual([false, 0, []]);
  expect(sinceWith([example!, more!], [more!])).toEqual([false, 0, []]);
});
