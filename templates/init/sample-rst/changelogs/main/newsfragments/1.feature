Add ``POST /notes`` and ``GET /notes/{id}``.
