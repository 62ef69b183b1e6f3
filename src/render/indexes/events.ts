import type { EventType } from "../../events/events.js";
import type { Context } from "../../rst/context.js";
import type { Block, Inline } from "../../rst/nodes.js";
import { shapeOf } from "../../schema/merged.js";
import { literal, paragraph, spanAt, text } from "../nodes.js";
import type { PageState, SitePlaces } from "../page.js";
import { wordOf } from "../wordings.js";
import type { IndexView } from "./view.js";
import { indexOf, indexTable, laterLink, listOf, type IndexRow } from "./parts.js";

/** All types of events with their kinds, their keys and the sections that speak of them. */
export function eventIndex(view: IndexView, page: PageState, _cx: Context): Block[] {
  const { events, show } = view;
  const [first] = events;
  if (!first) return [];
  const span = spanAt(first.at);
  const said = (name: Parameters<typeof wordOf>[1]) => wordOf(show.wordings, name);
  const head = [said("index-event"), said("index-kind"), said("event-key"), said("index-named-in")];
  const rows = events.map((event) => rowOf(event, view));
  return indexOf([indexTable(head, rows, span, page)], span);
}

/** The type of an event, and which variant it is. */
export function eventName({ type, variant }: EventType): string {
  return variant === null ? type : `${type} (${variant})`;
}

function rowOf(event: EventType, view: IndexView): IndexRow {
  const span = spanAt(event.at);
  const { type, key, variant } = event;
  const link = laterLink([literal(view.labelled(eventName(event)), span)], span);
  const kind = kindOf(event, view);
  const place = ({ places }: SitePlaces) => places.ofFile(event.at.file.source.path)?.place ?? null;
  return {
    link,
    place,
    fill: (site, row) => {
      const own = place(site);
      const all = variant === null ? site.places.mentions(type) : [];
      const others = all.filter((each) => each.place !== own);
      const listed = others.map((each) => ({
        label: [text(each.title, span)],
        place: each.place,
      }));
      row.children.at(-1)!.children = listOf(listed, site, span, view.show);
    },
    row: {
      span,
      cells: [
        [paragraph([link], span)],
        kind === null ? [] : [paragraph([text(kind, span)], span)],
        key === null ? [] : [paragraph(keyWords(key.name, event), span)],
        [],
      ],
    },
  };
}

/** What the project calls such events; nothing where it calls them nothing. */
function kindOf({ kind, key }: EventType, { show }: IndexView): string | null {
  if (show["event-kind"] !== "key") return kind;
  return wordOf(show.wordings, key ? "state-event" : "message-event");
}

/** The property that holds the key, and what it must be where it is always the same: `state_key` = `""`. */
function keyWords(name: string, { key, at }: EventType): Inline[] {
  const span = spanAt(at);
  const shape = key && shapeOf(key);
  const isEmpty = shape?.constraints.some(
    (each) => each.keyword === "pattern" && each.value === "^$",
  );
  const [value, ...others] = isEmpty ? [""] : (shape?.values?.value ?? []);
  const isFixed = value !== undefined && others.length === 0;
  return [
    literal(name, span),
    ...(isFixed ? [text(" = ", span), literal(JSON.stringify(value), span)] : []),
  ];
}
