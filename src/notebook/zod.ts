import { config, z } from 'zod';

// Without this zod compiles parsers by `new Function`, which the page's Content-Security-Policy forbids and
// reports. It holds only for schemas built afterwards, so whoever builds one takes `z` from here.
config({ jitless: true });

export { z };
