{
  "$ref": "core/event.json",
  "type": "m.tag",
  "content": {
    "tags": {
      "u.work": {
        "order": 0.9
      }
    }
  }
}
