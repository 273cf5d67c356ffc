import { describePolicyMemory } from '../../testing/contracts/policy-memory-contract.ts';
import { MemoryPolicyMemory } from '../../testing/memory-policy-memory.ts';
import { openDatabase } from './open-database.ts';
import { SqlitePolicyMemory } from './sqlite-policy-memory.ts';

describePolicyMemory('In memory', () => new MemoryPolicyMemory());
describePolicyMemory('In SQLite', () => new SqlitePolicyMemory(openDatabase(':memory:')));
