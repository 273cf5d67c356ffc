import { watchSpecs } from './watch-specs.ts';

// Loaded by jasmine: whatever the plug-in server sends must be valid, also when a spec wants it to be refused.
watchSpecs('strict');
