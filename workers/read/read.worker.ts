import { sendAddressBlobs } from '../address-blobs.ts';
import { serve } from '../serve.ts';
import { readApi } from './read.ts';

sendAddressBlobs();
serve(readApi);
