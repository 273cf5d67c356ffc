// Loaded by jasmine. Stories wait for facts, so the limit is only there to end one that hangs; it has to bear a busy machine.
jasmine.DEFAULT_TIMEOUT_INTERVAL = 120_000;
