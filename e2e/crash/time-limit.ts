// Loaded by jasmine. One spec restarts a server many times; the limit is only there to end one that hangs.
jasmine.DEFAULT_TIMEOUT_INTERVAL = 180_000;
