// Loaded by jasmine. Specs wait for facts, so the limit is only there to end a spec that hangs; it has to bear a busy machine.
jasmine.DEFAULT_TIMEOUT_INTERVAL = 30_000;
