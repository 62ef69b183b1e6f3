const componentRe =
  /^<\/?(?<name>[A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*(?:\.[A-Za-z]\w*)*|[A-Z]\w*(?:\.[A-Za-z]\w*)+)[\s/>]/;

/** Elements that some write with a capital letter. */
const elements = new Set(
  "br hr div span sub sup img code pre table td tr th kbd details summary strong em center font big small".split(
    " ",
  ),
);

/** The name of the component whose tag this is, as MDX and Vue have them; `null` for elements of HTML. */
export function componentIn(tag: string): string | null {
  const name = componentRe.exec(tag)?.groups!["name"];
  return name === undefined || elements.has(name.toLowerCase()) ? null : name;
}
