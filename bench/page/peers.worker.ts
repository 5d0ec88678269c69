import { expose } from 'comlink';
import { peers } from '../places/peers.ts';

expose(peers);
