/** What template variables are called that show a file. */

/** `log_in_cs_http_api` for `log-in.yaml` of the API with suffix `cs`, whatever characters the names have. */
export function apiVariable(fileName: string, suffix: string): string {
  return `${bare(fileName)}_${suffix}_http_api`.replace(/\W/g, "_");
}

/** `definition_ss_event_schemas_m_typing` for `definitions/event-schemas/m.typing.yaml`. */
export function definitionVariable(path: string, suffix: string): string {
  return `definition_${suffix}_${bare(path).replace(/\W/g, "_")}`;
}

/** `m_room_message_m_text_event` for `m.room.message$m.text`. */
export function eventVariable(name: string): string {
  return `${name.replace(/[.$]/g, "_")}_event`;
}

function bare(path: string): string {
  return path.replace(/(?:\.(?:ya?ml|json))+$/, "");
}
