import type { Endpoint } from 'comlink';
import { serveCrew } from './serve-crew.ts';

serveCrew(self as unknown as Endpoint);
