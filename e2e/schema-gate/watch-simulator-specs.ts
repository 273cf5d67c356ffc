import { watchSpecs } from './watch-specs.ts';

// Loaded by jasmine: the specs of the simulated vCenter send invalid requests on purpose; its replies must be valid always.
watchSpecs('lenient');
