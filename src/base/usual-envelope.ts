/** Which properties of an event are its type, its content and its key where the settings do not say. */
export const usualEnvelope = { type: "type", content: "content", key: "state_key" };
