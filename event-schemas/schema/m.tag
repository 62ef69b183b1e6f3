title: Tag Event
type: object
description: Tells the user's clients which tags a room has.
allOf:
  - $ref: core-event-schema/event.yaml
properties:
  content:
    type: object
    title: EventContent
    properties:
      tags:
        type: object
        description: The tags of the room, by name, each with what goes with it.
        additionalProperties:
          $ref: ../../api/client-server/definitions/tag.yaml
  type:
    type: string
    enum:
      - m.tag
required:
  - type
  - content
